import { parseQuery, type Query, queryText } from "#lib/queue/language.ts";
import { queryOf } from "#lib/queue/views.ts";

/** The query of the view that comes first. */
export const firstQuery = queryOf("due");

/** A query inside an address, as readable as an address may be. */
function encoded(query: string): string {
  return encodeURIComponent(query)
    .replaceAll("%20", "+")
    .replaceAll("%3A", ":")
    .replaceAll("%2C", ",")
    .replaceAll("%40", "@");
}

/** The address of a view of the queue. The query holds keys and keyed tokens only, never a name. */
export function queueAddress(query: string, after?: string): string {
  const parts = [
    ...(query === firstQuery ? [] : [`q=${encoded(query)}`]),
    ...(after ? [`after=${encodeURIComponent(after)}`] : []),
  ];
  return parts.length > 0 ? `/desk?${parts.join("&")}` : "/desk";
}

/** The same view as a table to save. */
export function exportAddress(query: string): string {
  return `/desk/views/csv?q=${encoded(query)}`;
}

/** A query as it stands in the address; the first view where there is none. */
export function queryIn(asked: string | string[] | undefined): Query {
  const text = typeof asked === "string" ? asked.replaceAll("\0", "").trim() : "";
  return parseQuery(text === "" ? firstQuery : text);
}

/** Whether two queries are the same but for spaces. */
export function sameQuery(one: string, other: string): boolean {
  return queryText(parseQuery(one)) === queryText(parseQuery(other));
}
