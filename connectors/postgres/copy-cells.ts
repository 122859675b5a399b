import type pg from "pg";
import { to as copyTo } from "pg-copy-streams";
import type { Cells } from "#connectors/sql/erase/store.ts";

const escapes: Record<string, string> = { b: "\b", f: "\f", n: "\n", r: "\r", t: "\t", v: "\v" };

/** One field of COPY's text format (PostgreSQL manual, COPY, "Text Format"). */
function cellOf(text: string): string | null {
  if (text === "\\N") return null;
  return text.includes("\\") ? text.replace(/\\(.)/gs, (_, one: string) => escapes[one] ?? one) : text;
}

/** The rows of a statement as texts, however many they are, as they come. */
export async function* copiedCells(client: pg.Client, sql: string): AsyncGenerator<Cells[]> {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  let rest = "";
  for await (const chunk of client.query(
    copyTo(`copy (${sql}) to stdout with (format text, encoding 'UTF8')`),
  )) {
    const lines = (rest + decoder.decode(chunk as Buffer, { stream: true })).split("\n");
    rest = lines.pop() ?? "";
    if (lines.length > 0) yield lines.map((line) => line.split("\t").map(cellOf));
  }
}
