import { audit } from "#lib/audit/append.ts";
import type { Actor } from "#lib/core/actor.ts";
import { byteOrderMark, csvRow } from "#lib/core/csv.ts";
import { HabeasError } from "#lib/core/errors.ts";
import { inTransaction } from "#lib/db/database.ts";
import { currentMap } from "#lib/map/current.ts";
import { parseQuery, type Query, queryText } from "./language.ts";
import { readQueue } from "./read.ts";
import type { QueueRow } from "./row.ts";
import { readerOf } from "./scope.ts";
import { withoutPersonalData } from "./search-words.ts";

const atOnce = 500;

const header = [
  "Request",
  "Person",
  "Right",
  "Law",
  "Stage",
  "Received",
  "Safe due day",
  "Legal due day",
  "Clock",
  "Systems",
  "Owner",
  "Tags",
  "Brand",
  "Place",
  "Channel",
];

const cells = (row: QueueRow) => [
  row.reference,
  row.person,
  row.right,
  row.regime,
  row.status,
  row.deadline.receivedDay,
  row.deadline.safeDue,
  row.deadline.legalDue,
  row.deadline.state,
  row.systems.map(({ title, state }) => `${title}: ${state}`).join("; "),
  row.owner?.name ?? "",
  row.tags.join(" "),
  row.brandId ?? "",
  row.place,
  row.channel,
];

/**
 * A list of the queue as CSV, page by page, so that its length costs no memory: what the reader may see and no more. The
 * first line says who took it, when and what was asked for; the last one how many requests it has. That it was taken is in the
 * log before the first row leaves. Throws HabeasError `forbidden`, or `invalid` for a query with a problem.
 */
export async function exportQueue(
  actor: Actor,
  text: string,
): Promise<{ fileName: string; lines: AsyncGenerator<string> }> {
  const reader = readerOf(actor);
  const query = parseQuery(withoutPersonalData(text).query);
  const [problem] = parseQuery(text).problems;
  if (problem) throw new HabeasError("invalid", problem.words);
  const at = new Date();
  const told = queryText(query);
  await inTransaction((tx) =>
    audit(tx, null, actor, { kind: "queue_exported", query: withoutTokens(query) }),
  );
  const who = actor.kind === "staff" ? actor.name : "the operator";
  const mark = `Taken from the privacy desk of ${currentMap().company.name} by ${who}, ${at.toISOString()}; asked for: ${told || "everything"}`;
  return { fileName: `requests-${reader.today}.csv`, lines: linesOf(actor, query, mark) };
}

async function* linesOf(actor: Actor, query: Query, mark: string): AsyncGenerator<string> {
  yield `${byteOrderMark}${csvRow([mark])}${csvRow(header)}`;
  let after: string | undefined;
  let count = 0;
  do {
    const page = await readQueue(actor, { query, after, limit: atOnce });
    count += page.rows.length;
    yield page.rows.map((row) => csvRow(cells(row))).join("");
    after = page.next ?? undefined;
  } while (after !== undefined);
  yield csvRow([`End of the list: ${count} requests`]);
}

/** What stands in the log for words that somebody typed: tokens of people and tags do not belong into it. */
const unsaid: Readonly<Record<string, string>> = { who: "somebody", tag: "some" };

/** What was asked for, without the tokens by which somebody was searched, and without words of tags. */
const withoutTokens = (query: Query): string =>
  queryText({
    ...query,
    terms: query.terms.map((term) => {
      const word = unsaid[term.key];
      return word === undefined ? term : { ...term, values: [word] };
    }),
  });
