import type { Actor } from "#lib/core/actor.ts";
import { database } from "#lib/db/database.ts";
import { accountRequests, readAccount } from "#lib/identity/account.ts";
import { isTheirs } from "./access.ts";
import { answersIfKept } from "./sealed.ts";

/**
 * What whoever is signed in need not type again: their proven address, their name, and where they live, as they last
 * said it about themselves. Each can be changed before it is sent.
 */
export async function accountAnswers(
  actor: Extract<Actor, { kind: "account" }>,
): Promise<Record<string, string>> {
  const proof = await readAccount(actor);
  const known: Record<string, string> = { who: "self" };
  if (proof.mailbox !== null) known.email = proof.mailbox;
  if (proof.kind === "sign_in" && proof.name !== "") known.name = proof.name;
  for (const row of (await accountRequests(actor)).slice(0, 5)) {
    // What somebody else has proven and put right since is theirs, whoever filed it.
    if (row.verifiedAt !== null && !isTheirs(actor, row)) continue;
    const asked = await answersIfKept(database(), row);
    if (asked?.who !== "self") continue;
    known.name ??= asked.name;
    known.place ??= asked.place;
    if (proof.mailbox === null) known.email ??= asked.email;
  }
  return known;
}
