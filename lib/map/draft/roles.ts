import { isKeyWord, says } from "./names.ts";

/** In what part somebody stands to a row, as the column that points to them says. */
export type Part = { as: "owned" | "shared" | "about" | "authored"; role?: string; why: string };

/** Marks of upkeep: they say who touched a row last, and nothing about them. */
const keptUp =
  "updated by, modified by, changed by, deleted by, touched by, locked by, user modified, modifier, modified user, updated user, changed user, deleted user, delete user, edit user, last post, last post user, last poster".split(
    ", ",
  );
const acted =
  "approved by, closed by, resolved by, handled by, assigned to, assignee, assigned, manager, supervisor, reviewed by, editor, agent, staff, moderator, blocked by, processed by, cancelled by, confirmed by, canceled by, published by, checked by, responsible, reply to, last, approver, granted by, interviewer, grader, head, inviter, invited by, refused by".split(
    ", ",
  );
const wrote =
  "actor, performer, created by, created user, user created, creator, author, posted by, sender, from, submitted by, uploaded by, writer, sent by, poster, reporter, added by, written by, reviewer, requested by, referred by".split(
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
export function namesPart(words: readonly string[], table: readonly string[]): boolean {
  const told = words.filter((word) => !isKeyWord(word) && word !== "user");
  const names = (some: readonly string[]) => [...acted, ...wrote, ...owned].includes(some.join(" "));
  return names(told) || names(told.filter((word) => !table.includes(word)));
}

function roleName(words: readonly string[]): string {
  const name = words
    .filter((word) => !isKeyWord(word))
    .join("_")
    .replace(/[^a-z0-9_]/g, "")
    .replace(/^[^a-z]+/, "");
  return name === "" ? "person" : name.slice(0, 40);
}
