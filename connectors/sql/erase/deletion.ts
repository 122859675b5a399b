import type { ErasureStep } from "#connectors/erase.ts";
import type { Edge } from "#connectors/language/edge.ts";
import type { Planned } from "./planned.ts";
import { type Incoming, incomingOf, type LiveTable, type LiveTables } from "./store.ts";

type Judged = { cascades: ErasureStep["cascades"]; guarded: Incoming[]; why: string | null };

/** What the database itself does when rows of a step go, and why they cannot go where that must not be. */
export async function hinderedDeletion(
  one: Planned,
  plan: readonly Planned[],
  live: LiveTables,
  refers: (incoming: Incoming) => Promise<boolean>,
): Promise<Judged> {
  const incoming = one.table === undefined ? [] : incomingOf(live, one.table);
  const cascades = one.table === undefined ? [] : cascadesOf(one.table, live);
  const guarded = incoming.filter(
    (each) => each.reference.onDelete === "cascade" && !waysOver(each, one, plan).some(isAccepted),
  );
  for (const each of incoming) {
    const why = await hinderedBy(each, one, plan, refers);
    if (why !== null) return { cascades, guarded, why };
  }
  return { cascades, guarded, why: null };
}

async function hinderedBy(
  incoming: Incoming,
  one: Planned,
  plan: readonly Planned[],
  refers: (incoming: Incoming) => Promise<boolean>,
): Promise<string | null> {
  const { from, reference } = incoming;
  const here = one.collection.name;
  if (reference.onDelete === "set_null") return null;
  const mapped = plan.filter((each) => each.table === from);
  const cascades = reference.onDelete === "cascade";
  if (mapped.length === 0) {
    if (cascades)
      return `The database would delete rows of ${from.name}, which the data map does not describe, together with ${here}.`;
    return (await refers(incoming))
      ? `${from.name}, which the data map does not describe, refers to ${here} and keeps its rows from being deleted.`
      : null;
  }
  const ways = waysOver(incoming, one, plan);
  const stays = mapped.find((each) => stayed(each, one, ways) && !letsGo(each, reference.columns));
  if (stays !== undefined) {
    return cascades
      ? `The database would delete rows of ${stays.collection.name}, which are to stay, together with ${here}.`
      : `${here} cannot be deleted while ${stays.collection.name}, which is to stay, refers to it.`;
  }
  const place = plan.indexOf(one);
  if (from !== one.table && mapped.some((each) => plan.indexOf(each) > place && each.step.act !== "keep")) {
    return `${here} and ${mapped[0]?.collection.name} refer to each other in a circle, so neither can go first.`;
  }
  if (!cascades) return null;
  const covered = ways.some((way) => isAccepted(way) || isWhole(way)) || ownedBy(incoming, one);
  return covered
    ? null
    : `The database would delete rows of ${from.name} together with ${here}, also those that the data map does not count as this person's.`;
}

/** Rows of the step stay: they are kept, or wait for somebody, or are only changed. */
function stayed(each: Planned, one: Planned, ways: readonly Planned[]): boolean {
  if (each === one || each.step.act === "delete") return false;
  return each.step.act === "keep" || each.step.act === "by_hand" || ways.includes(each);
}

/** The step empties what refers to the other row. */
const letsGo = ({ step, sets, invents }: Planned, columns: readonly string[]): boolean =>
  step.act !== "by_hand" &&
  columns.some(
    (column) => sets.get(column) === "null" || invents?.ties.some((tie) => tie.own === column) === true,
  );

/** The steps whose edge follows a reference, so that every row that refers is one of theirs. */
function waysOver({ from, reference }: Incoming, one: Planned, plan: readonly Planned[]): Planned[] {
  return plan.filter((each) => {
    if (each.table !== from || each.edge === null || each.step.act === "by_hand") return false;
    const to = plan.find((other) => other.collection.name === each.edge?.to);
    return to?.table === one.table && follows(each.edge, reference.columns, reference.toColumns);
  });
}

function follows(edge: Edge, own: readonly string[], theirs: readonly string[]): boolean {
  return edge.on.every((tie) => {
    const plain = tie.own.steps.length + tie.theirs.steps.length === 0 && tie.prefix + tie.theirPrefix === "";
    const at = own.indexOf(tie.own.column);
    return plain && at >= 0 && theirs[at] === tie.theirs.column;
  });
}

/** The map itself says that the system deletes these together. */
const isAccepted = ({ step, edge }: Planned): boolean =>
  step.act === "delete" && edge?.system_cascade === "cascade";

/** Every row that refers is dealt with before. */
const isWhole = ({ collection, edge }: Planned): boolean =>
  collection.where.length === 0 && edge?.when.length === 0;

/** The rows that refer are those by which this one is owned, and it goes with the last of them. */
function ownedBy({ reference }: Incoming, { edge, owners }: Planned): boolean {
  return owners === "last" && edge !== null && follows(edge, reference.toColumns, reference.columns);
}

/** Everything that the database does by itself when rows of a table go, table after table. */
function cascadesOf(table: LiveTable, live: LiveTables): ErasureStep["cascades"] {
  const found = new Map<string, ErasureStep["cascades"][number]>();
  const open = [table];
  const seen = new Set(open);
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    for (const { from, reference } of incomingOf(live, at)) {
      const { onDelete } = reference;
      if (onDelete !== "cascade" && onDelete !== "set_null") continue;
      found.set(`${from.name} ${onDelete}`, { table: from.name, onDelete });
      if (onDelete === "cascade" && !seen.has(from)) {
        seen.add(from);
        open.push(from);
      }
    }
  }
  return [...found.values()].sort((a, b) => (a.table < b.table ? -1 : 1));
}
