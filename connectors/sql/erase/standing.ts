import { createHash } from "node:crypto";
import type { RowKey } from "#connectors/erase.ts";
import { seedOf } from "./doing.ts";
import { invented } from "./invent.ts";
import { type Kind, kindOf } from "./kind.ts";
import type { Invention, Planned } from "./planned.ts";
import type { Cells, LiveTable, Store } from "./store.ts";
import type { Strategy } from "./strategy.ts";

/** How many rows are not as a step leaves them, asked again in another way than they were changed. */
export async function standingOf<T>(
  one: Planned,
  store: Pick<Store<T>, "look">,
  rows: readonly RowKey[],
): Promise<number> {
  const { table, names, step, sets } = one;
  if (table === undefined || names === null || rows.length === 0) return 0;
  const goes =
    step.rule.act === "delete" || (step.rule.act === "delete_with_last_owner" && one.owners === "last");
  if (goes) return (await store.look(table, names.columns, [], rows)).length;
  if (one.invents !== null) return withRealOwner(one, one.invents, table, names.columns, store, rows);
  const columns = [...sets.keys()].filter((name) => table.columns.some((each) => each.name === name));
  if (columns.length === 0) return 0;
  const found = await store.look(table, names.columns, columns, rows);
  return found.filter((cells) => !isDone(cells, names.columns.length, columns, table, sets)).length;
}

/** Rows whose owner is not an invented one. A row without an owner shows nobody's. */
async function withRealOwner<T>(
  { edge }: Planned,
  invents: Invention,
  table: LiveTable,
  key: readonly string[],
  store: Pick<Store<T>, "look">,
  rows: readonly RowKey[],
): Promise<number> {
  const ties = edge?.on ?? [];
  const found = await store.look(
    table,
    key,
    ties.map((tie) => tie.own.column),
    rows,
  );
  const owners = found
    .map((cells) => cells.slice(key.length))
    .filter((one): one is string[] => !one.includes(null));
  const distinct = [...new Map(owners.map((one) => [JSON.stringify(one), one])).values()];
  const theirs = ties.map((tie) => tie.theirs.column);
  const known =
    distinct.length === 0 ? [] : await store.look(invents.table, theirs, [invents.mark], distinct);
  const unreal = new Set(
    known
      .filter((cells) => /^[a-z]{6,20}@example\.invalid$/.test(cells[theirs.length] ?? ""))
      .map((cells) => JSON.stringify(cells.slice(0, theirs.length))),
  );
  return owners.filter((one) => !unreal.has(JSON.stringify(one))).length;
}

function isDone(
  cells: Cells,
  width: number,
  columns: readonly string[],
  table: LiveTable,
  sets: ReadonlyMap<string, Strategy>,
): boolean {
  const row = cells.slice(0, width).map((cell) => cell ?? "");
  return columns.every((name, no) => {
    const type = table.columns.find((each) => each.name === name)?.type ?? "";
    return saysNothing(
      sets.get(name) ?? "null",
      cells[width + no] ?? null,
      kindOf(type),
      seedOf(table, name, row),
    );
  });
}

function saysNothing(strategy: Strategy, value: string | null, kind: Kind, seed: string): boolean {
  if (value === null) return typeof strategy !== "object" || !("constant" in strategy);
  if (strategy === "null") return false;
  if (strategy === "keyed_hash") return looksHashed(value, kind);
  if (strategy === "synthetic") {
    // From the shape alone: an invented value that came from the real one would not come out again.
    const made = invented(
      value
        .replace(/\p{Lu}|\p{Lt}/gu, "A")
        .replace(/(?!A)\p{L}/gu, "a")
        .replace(/\p{Nd}/gu, "7"),
      kind,
      seed,
    );
    return sameValue(value, made, kind);
  }
  if ("constant" in strategy) return sameValue(value, String(strategy.constant), kind);
  switch (strategy.generalise) {
    case "year":
      return kind.is === "text"
        ? /^\d{4}$/.test(value)
        : /^\d{4}-01-01( 00:00:00(\.0+)?(\+00)?)?$/.test(value);
    case "month":
      return kind.is === "text"
        ? /^\d{4}(-\d\d)?$/.test(value)
        : /^\d{4}-\d\d-01( 00:00:00(\.0+)?(\+00)?)?$/.test(value);
    case "ten":
      return /^(-?\d*0)(\.0+)?$/.test(value);
    case "hundred":
      return /^(-?\d*00|0)(\.0+)?$/.test(value);
    case "region":
      return /^\D*\d\D*\d?[\D0]*$/.test(value) || (/\p{L}/u.test(value) && value.length <= 3);
  }
}

function sameValue(value: string, wanted: string, kind: Kind): boolean {
  if (value === wanted) return true;
  switch (kind.is) {
    case "integer":
    case "decimal":
      return Number(value) === Number(wanted === "true" ? 1 : wanted === "false" ? 0 : wanted);
    case "boolean":
      return truthOf(value) === truthOf(wanted);
    case "moment":
      return value.slice(0, wanted.length) === wanted;
    case "date":
      return value.slice(0, 10) === wanted.slice(0, 10);
    case "text":
      return value.trimEnd() === wanted.trimEnd();
    default:
      return false;
  }
}

const truthOf = (text: string): boolean => ["1", "t", "true"].includes(text);

/** A keyed hash carries a second part that follows from its first. */
function looksHashed(value: string, kind: Kind): boolean {
  const digest = (head: string) => createHash("sha256").update(`habeas keyed hash ${head}`).digest();
  if (kind.is === "integer") {
    const [head, tail] = [value.slice(0, -9), value.slice(-9)];
    return head !== "" && digest(head).readUInt32BE(0) % 1e9 === Number(tail);
  }
  if (kind.is === "uuid") {
    const hex = value.replaceAll("-", "");
    return digest(hex.slice(0, 16)).subarray(0, 8).toString("hex") === hex.slice(16);
  }
  const tail = [...digest(value.slice(0, -8)).subarray(0, 8)].map((byte) =>
    "abcdefghijklmnopqrstuvwxyz234567".charAt(byte & 31),
  );
  return /^[a-z2-7]{16,32}$/.test(value) && value.endsWith(tail.join(""));
}
