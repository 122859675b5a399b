import type { InspectedCollection, Session } from "#connectors/contract.ts";
import { ConnectorError } from "#connectors/errors.ts";
import { belongingOf } from "./belonging.ts";
import { type Proposed, propose } from "./compose.ts";
import { type Link, linksOf } from "./links.ts";
import { isKeyWord } from "./names.ts";
import { byMailOnly, peopleOf } from "./people.ts";
import { partOf } from "./roles.ts";
import { type DraftTable, type Sampled, tablesOf } from "./table.ts";

/** A first map of a live system: what seems to belong to people, what does not, and why. */
export type Draft = {
  collections: Proposed[];
  ignored: { table: string; why: string }[];
};

const sampledRows = 500;

/**
 * Looks at a live system and proposes a map of it. Sampled values are looked at in this process only: nothing of them
 * stands in the draft, but names of types that a column holds (`User`, `RT::Ticket`) where an edge depends on them.
 */
export async function draftOf(session: Session): Promise<Draft> {
  const live = await session.inspect();
  const samples = new Map<string, (string | null)[][]>();
  for (const one of live) samples.set(one.name, await sampleOf(session, one));
  return draftFrom(live, samples, sampledRows);
}

/** Rows of a table, none where the account may not read all of it: then its names and keys must do. */
async function sampleOf(session: Session, one: InspectedCollection): Promise<(string | null)[][]> {
  if (!session.sample || one.columns.length === 0) return [];
  const columns = one.columns.map((column) => column.name);
  try {
    return await session.sample(one.name, columns, sampledRows);
  } catch (error) {
    if (error instanceof ConnectorError && error.code === "forbidden") return [];
    throw error;
  }
}

/** Columns called so say whose a row is, whatever the table of people is called. */
const buys = ["customer", "client", "buyer", "member", "subscriber", "patient", "student", "employee"];

/** Which tables each table refers to because a row of it is somebody's: not because somebody acted on it. */
function referredBy(links: readonly Link[]): Map<string, Set<string>> {
  const refersTo = new Map<string, Set<string>>();
  for (const { from, to, columns, toColumns } of links) {
    const column = from.columns.find((one) => one.name === columns[0]);
    const words = column?.words ?? [];
    // Most leads are not yet a contact of ours, and people all the same.
    if (column && column.look.seen >= 5 && column.look.empty > column.look.seen / 2) continue;
    // `converted_contact_id` says what became of a lead, `user_id` whose row it is.
    const plain =
      columns[0] === toColumns[0] ||
      words
        .filter((word) => !isKeyWord(word))
        .every((word) => to.words.includes(word) || word === "user" || buys.includes(word));
    if (from === to || !plain || partOf(words)?.as !== "owned") continue;
    refersTo.set(from.name, (refersTo.get(from.name) ?? new Set()).add(to.name));
  }
  return refersTo;
}

/** The proposal itself, from what was seen. Pure. */
export function draftFrom(live: readonly InspectedCollection[], samples: Sampled, asked: number): Draft {
  const tables = tablesOf(live, samples, asked);
  // Who the people are is asked twice: columns named after a part in something point to the first answer.
  const [first] = peopleOf(tables, referredBy(linksOf(tables, undefined)));
  const links = linksOf(tables, first?.table);
  const found = peopleOf(tables, referredBy(links));
  const people = [...found, ...byMailOnly(tables, belongingOf(tables, links, found).left)];
  const { ways, left } = belongingOf(tables, links, people);
  const peopleIn = new Map(people.map((one) => [one.table.name, one]));
  const order = [...people.map((one) => one.table), ...tables.filter((table) => ways.has(table.name))];
  const collections = order.map((table: DraftTable) =>
    propose(table, ways, peopleIn.get(table.name) ?? null),
  );
  return { collections, ignored: [...left].map(([table, why]) => ({ table, why })) };
}
