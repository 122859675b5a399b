import type { Way } from "./belonging.ts";
import type { Link } from "./links.ts";
import { columnOf, type DraftTable } from "./table.ts";

/** What those are called who take part in something. */
const partners = "member participant recipient receiver to allowed attendee invitee party signer".split(" ");

/**
 * Whether a table in between says who takes part in something: `conversation_members`, `messages_to`, `calls_contacts`, where
 * few people meet in one. What many have marked, watched or voted on is nobody's for that; nor is a room of many.
 * Undefined where the table is none in between.
 */
export function isShared(
  link: Link,
  ways: ReadonlyMap<string, readonly Way[]>,
  roots: ReadonlySet<DraftTable>,
): boolean | undefined {
  const { from: between, to: thing } = link;
  const who = (ways.get(between.name) ?? []).filter((way) => roots.has(way.to) && way.when === undefined);
  const inTie = (name: string) =>
    between.keys.length === 0 || between.keys.some((key) => key.includes(name) && key.length > 1);
  const own = who.find((way) => Object.keys(way.on).every(inTie));
  const told = between.words.filter((word) => !thing.words.includes(word) && word !== "user");
  const named =
    told.length > 0 &&
    told.length < between.words.length &&
    told.every((word) => partners.includes(word) || who.some((way) => way.to.words.includes(word)));
  const isTie = roots.has(between) ? false : named || (own !== undefined && link.columns.every(inTie));
  if (!isTie) return undefined;
  const column = columnOf(between, link.columns[0] ?? "");
  const there = (column?.look.seen ?? 0) - (column?.look.empty ?? 0);
  return named && who.length > 0 && there > 0 && there / Math.max(1, column?.look.distinct ?? 0) <= 3;
}
