import { randomUUID } from "node:crypto";
import { notice } from "#drizzle/schema/notice.ts";
import { isNobody } from "#lib/core/nobody.ts";
import type { Transaction } from "#lib/db/database.ts";
import type { NoticeKind } from "#lib/law/duties/notice.ts";
import { keyOf } from "#lib/vault/request-key.ts";
import { derivedKey, type SealKey, seal } from "#lib/vault/seal.ts";
import { ring } from "./queue.ts";
import { tellRoom } from "./staff-room.ts";

/** Every message that can be owed, with what its template needs. */
export type OwedNotice =
  | { kind: "code"; vars: { reference: string; code: string; link: string; minutes: string } }
  /** To whoever wants to sign in by their mailbox. */
  | { kind: "sign_in"; vars: { code: string; link: string; minutes: string } }
  /** One more check is asked of the person; which one stands on their page. */
  | { kind: "second_asked"; vars: { reference: string } }
  /** The code for a second address on file. */
  | { kind: "second_code"; vars: { reference: string; code: string; minutes: string } }
  /** Nothing was asked with an address whose numbers somebody wanted. */
  | { kind: "find_nothing"; vars: Record<string, string> }
  | { kind: "ready"; vars: { reference: string; until: string; partial: "yes" | "no" } }
  | { kind: "renewed"; vars: { reference: string; until: string } }
  | { kind: "cancelled"; vars: { reference: string } }
  /** The same was asked twice: one of them answers both. */
  | { kind: "merged"; vars: { reference: string; other: string } }
  /** Two of staff took it for nobody's request. */
  | { kind: "closed_spam"; vars: { reference: string } }
  /** Something that was noted wrongly about it was put right; `due` only while its clock runs. */
  | { kind: "corrected"; vars: { reference: string; received: string; due: string } }
  | { kind: "corrected_waiting"; vars: { reference: string; received: string } }
  /** What had to be kept after an erasure is deleted now. */
  | { kind: "kept_erased"; vars: { reference: string } }
  /** Their data went to the company that they named; or it did not. */
  | { kind: "transmitted" | "not_transmitted"; vars: { reference: string } }
  /** To whoever asks for somebody else: how it stands with their authority. */
  | {
      kind: "behalf_received" | "behalf_accepted" | "behalf_refused" | "behalf_revoked";
      vars: { reference: string };
    }
  /** To the person: somebody asks in their name; or the answer will go to that one. Nothing typed by anybody is in it. */
  | { kind: "behalf_asked" | "behalf_to_agent"; vars: { link: string } }
  /** A restriction will be lifted, told before it is. */
  | { kind: "restriction_ends"; vars: { reference: string; until: string } }
  /** Somebody of staff has written to the person. */
  | { kind: "message"; vars: { reference: string } }
  /** The same, with the words in the mail, as its writer had seen it. */
  | { kind: "message_words"; vars: { reference: string; subject: string; text: string } }
  /** The person has written to staff. */
  | { kind: "staff_message"; vars: { reference: string } }
  /** Nobody has used the code yet: after a day, after three. */
  | { kind: "unproven_day" | "unproven_three_days"; vars: { reference: string; until: string } }
  /** A question has no answer yet. */
  | { kind: "question_again"; vars: { reference: string } }
  /** What was sent does not show who they are, and what else works. */
  | { kind: "identity_unclear"; vars: { reference: string } }
  | { kind: "half_time"; vars: { reference: string; due: string } }
  /** The last day is over: with the day on which it will probably be answered, where anybody can tell. */
  | { kind: "late"; vars: { reference: string; until: string } }
  | { kind: "late_open"; vars: { reference: string } }
  /** What will be deleted can be looked at. */
  | { kind: "deletion_preview"; vars: { reference: string } }
  | { kind: "link_ends"; vars: { reference: string; until: string } }
  | { kind: "how_did_we_do"; vars: { reference: string } }
  /** To staff, about opt-outs in one system: `what` in plain words. */
  | { kind: "house_alert"; vars: { system: string; what: string } }
  | { kind: "find"; vars: { references: string } }
  /** A link by which answers that were not sent yet are gone on with. */
  | { kind: "draft"; vars: { token: string; days: string } }
  | {
      kind: "owner_task" | "owner_reminder" | "owner_due";
      vars: { name: string; system: string; link: string; due: string; title: string };
    }
  | { kind: "owner_silent"; vars: { system: string; reference: string; due: string } }
  /** To staff, about a clock: `what` in plain words, `due` a day in words. */
  | { kind: "staff_alert"; vars: { reference: string; what: string; due: string } }
  /** To one of staff who wants it, each working day: how much waits. */
  | {
      kind: "staff_digest";
      vars: { late: string; week: string; mine: string; fresh: string; approve: string };
    }
  /** To a recipient of the data: that there is something to do. Who and what stands behind the link. */
  | { kind: "recipient_told" | "recipient_reminder"; vars: { name: string; link: string; due: string } }
  | OwedDuty;

/** A notice that a law asks for: `facts` are those of lib/request/duty, as JSON. */
export type OwedDuty = { kind: NoticeKind; vars: { facts: string } };

export type SealedNotice = { to: string; vars: Record<string, string> };

export const noticeContext = (id: string) => `notice/${id}/sealed`;

/** The key a notice is sealed under: its request's, or the house's where it belongs to no request. */
export async function noticeKey(tx: Transaction, requestId: string | null): Promise<SealKey> {
  return requestId ? keyOf(tx, requestId) : derivedKey("notice");
}

/**
 * Does the work of `owe` for a message that nobody gets, so that neither time nor queue tells whether there was
 * one (security decision 7).
 */
export async function oweNobody(tx: Transaction, to: string, owed: OwedNotice): Promise<void> {
  const id = randomUUID();
  const content: SealedNotice = { to, vars: owed.vars };
  seal(await noticeKey(tx, null), noticeContext(id), JSON.stringify(content));
  await tx.insert(notice).values({ id, kind: owed.kind, language: "en", state: "settled" });
  await ring(tx, "notice.send", id);
}

/**
 * Writes down that a message is owed, in the transaction of what owes it, and rings for the sender.
 * Recipient and variables are sealed and emptied once it is sent. Returns the notice's id.
 */
export async function owe(
  tx: Transaction,
  requestId: string | null,
  language: string,
  to: string,
  owed: OwedNotice,
): Promise<string> {
  const id = randomUUID();
  await tellRoom(tx, owed);
  const content: SealedNotice = { to, vars: owed.vars };
  const sealed = seal(await noticeKey(tx, requestId), noticeContext(id), JSON.stringify(content));
  // A browser's signal has no mailbox: what we say to it stands on its page.
  const state = isNobody(to) ? "settled" : "ready";
  await tx.insert(notice).values({ id, requestId, kind: owed.kind, language, sealed, state });
  if (state === "ready") await ring(tx, "notice.send", id);
  return id;
}
