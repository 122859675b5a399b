import { says } from "./names.ts";

/** In what part somebody stands to a row, as the column that points to them says. */
export type Part = { as: "owned" | "shared" | "about" | "authored"; role?: string; why: string };

/** Marks of upkeep: they say who touched a row last, and nothing about them. */
const keptUp = ["updated by", "modified by", "changed by", "deleted by", "touched by", "locked by"];
const acted =
  "approved by, closed by, resolved by, handled by, assigned to, assignee, assigned, manager, supervisor, reviewed by, editor, agent, staff, moderator, blocked by, processed by, cancelled by, confirmed by, canceled by, published by, checked by, responsible, reply to, last post, last, approver, granted by".split(
    ", ",
  );
const wrote =
  "actor, performer, created by, creator, author, posted by, sender, from, submitted by, uploaded by, writer, sent by, poster, reporter, added by, written by, reviewer".split(
    ", ",
  );

const owned =
  "owner, requestor, requester, recipient, receiver, buyer, seller, member, subscriber, customer, to".split(
    ", ",
  );

/** What the words of a column that points to a person say of their part; null for a mark of upkeep. */
export function partOf(words: readonly string[]): Part | null {
  const found = (phrases: readonly string[]) => phrases.find((phrase) => says(words, phrase));
  const role = roleName(words);
  if (found(keptUp)) return null;
  const act = found(acted);
  if (act) return { as: "about", role, why: `${act}: they acted on it` };
  const write = found(wrote);
  if (write) return { as: "authored", role, why: `${write}: they wrote it` };
  return { as: "owned", ...(role === "user" ? {} : { role }), why: "theirs" };
}

/** Whether a column's words name a part that somebody has in something, and no more. */
export function namesPart(words: readonly string[]): boolean {
  const bare = words.filter((word) => word !== "id" && word !== "user").join(" ");
  return [...acted, ...wrote, ...owned].includes(bare);
}

function roleName(words: readonly string[]): string {
  const name = words
    .filter((word) => word !== "id")
    .join("_")
    .replace(/[^a-z0-9_]/g, "")
    .replace(/^[^a-z]+/, "");
  return name === "" ? "person" : name.slice(0, 40);
}
