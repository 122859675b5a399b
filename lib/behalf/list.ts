import { parse } from "csv-parse/sync";
import { canonicalMailbox } from "#lib/identity/canonical.ts";
import { isPlace } from "#lib/law/places.ts";
import { type Right, rights } from "#lib/law/rights.ts";

export const listColumns = ["name", "email", "right", "place", "reference"] as const;
/** Lines of a list, its bytes, and the wrong lines that are named at once. */
export const listMost = { lines: 300, bytes: 1_000_000, named: 20 };
/** What an agent can ask for by a list: an appeal and a complaint are about an answer, and are written one by one. */
export const listRights: readonly Right[] = rights.filter((one) => one !== "appeal" && one !== "complaint");

/** One line of a list: one right for one person. `reference`: what the agent calls it. */
export type ListLine = { name: string; email: string; right: Right; place: string; reference: string };

/** What is wrong, as a key of the catalogue (`others.batch.errors`), with the line of the file where it is one's. */
type ListTrouble = { key: ListTroubleKey; line?: number };
type ListTroubleKey =
  | "columns"
  | "empty"
  | "many"
  | "unreadable"
  | "lineName"
  | "lineEmail"
  | "lineOwn"
  | "lineRight"
  | "linePlace"
  | "lineReference"
  | "lineTwice"
  | "lineNames"
  | "more";

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is refused.
const controls = /[\u0000-\u001f\u007f\u202a-\u202e\u2066-\u2069]/;

/** Reads an agent's list, line by line; either every line is right or nothing comes of it. */
export function readAgentsList(
  csv: string,
  own: string,
): { ok: true; lines: ListLine[] } | { ok: false; troubles: ListTrouble[] } {
  const rows = rowsOf(csv);
  if ("trouble" in rows) return { ok: false, troubles: [rows.trouble] };
  const lines: ListLine[] = [];
  const troubles: ListTrouble[] = [];
  const names = new Map<string, string>();
  const seen = new Set<string>();
  for (const { record, line } of rows.records) {
    const read = lineOf(record);
    const key = troubleOf(read, canonicalMailbox(own), names, seen);
    if (key) troubles.push({ key, line });
    else lines.push(read as ListLine);
  }
  if (troubles.length === 0) return { ok: true, lines };
  const named = troubles.slice(0, listMost.named);
  return { ok: false, troubles: troubles.length > named.length ? [...named, { key: "more" }] : named };
}

type Read = Omit<ListLine, "right"> & { right: string };
type Rows = { records: { record: Record<string, string>; line: number }[] } | { trouble: ListTrouble };

function rowsOf(csv: string): Rows {
  let parsed: { record: Record<string, string>; info: { lines: number } }[];
  try {
    parsed = parse(csv, {
      bom: true,
      columns: (header: string[]) => header.map((one) => one.trim().toLowerCase()),
      info: true,
      skip_empty_lines: true,
      trim: true,
      max_record_size: 20_000,
      to: listMost.lines + 1,
    }) as unknown as typeof parsed;
  } catch (error) {
    const line = Number((error as { lines?: unknown }).lines);
    return { trouble: { key: "unreadable", line: Number.isFinite(line) ? line : 1 } };
  }
  if (parsed.length > listMost.lines) return { trouble: { key: "many" } };
  const [first] = parsed;
  if (!first) return { trouble: { key: "empty" } };
  if (!listColumns.every((name) => Object.hasOwn(first.record, name))) return { trouble: { key: "columns" } };
  return { records: parsed.map(({ record, info }) => ({ record, line: info.lines })) };
}

function lineOf(record: Record<string, string>): Read {
  const { name = "", email = "", right = "", place = "", reference = "" } = record;
  return {
    name,
    email: canonicalMailbox(email) ?? "",
    right: right.toLowerCase(),
    place: place.toUpperCase(),
    reference,
  };
}

function troubleOf(
  { name, email, right, place, reference }: Read,
  own: string | null,
  names: Map<string, string>,
  seen: Set<string>,
): ListTroubleKey | null {
  if (name === "" || name.length > 200 || controls.test(name)) return "lineName";
  if (email === "") return "lineEmail";
  if (email === own) return "lineOwn";
  if (!listRights.some((one) => one === right)) return "lineRight";
  if (!isPlace(place)) return "linePlace";
  if (reference.length > 100 || controls.test(reference)) return "lineReference";
  if (seen.has(`${email} ${right}`)) return "lineTwice";
  if ((names.get(email) ?? name) !== name) return "lineNames";
  seen.add(`${email} ${right}`);
  names.set(email, name);
  return null;
}
