import { randomUUID } from "node:crypto";
import { and, eq, inArray } from "drizzle-orm";
import { requestLaw } from "#drizzle/schema/clock.ts";
import { recipientNotice, recipientSystemDone } from "#drizzle/schema/recipient.ts";
import { task } from "#drizzle/schema/task.ts";
import type { Actor } from "#lib/core/actor.ts";
import { addDays } from "#lib/core/day.ts";
import { hashOf, newToken } from "#lib/core/token.ts";
import type { Transaction } from "#lib/db/database.ts";
import { ring } from "#lib/jobs/queue.ts";
import { dutyToTell, type ToldAction } from "#lib/law/duties/recipients.ts";
import { currentMap } from "#lib/map/current.ts";
import { type Recipient, recipientSlug, wayToTell } from "#lib/map/recipient.ts";
import type { System } from "#lib/map/schema.ts";
import { companyToday } from "#lib/map/today.ts";
import type { RequestRow } from "#lib/request/sealed.ts";
import { keyOf } from "#lib/vault/request-key.ts";
import type { DataKey } from "#lib/vault/seal.ts";
import { aboutFor } from "./about.ts";
import { type NoticeRow, note, sealContent, setStanding } from "./ledger.ts";
import { daysToAnswer, linkEnds, oweMail } from "./mail.ts";

/** What was done, and where. */
export type Told = {
  action: ToldAction;
  /** Systems in which it is done, each with the collections that it was done to; none named: all of the system. */
  systems: readonly { systemId: string; collections?: readonly string[] }[];
  /**
   * What recipients need to know beyond who it is, in plain words: the new value of a correction. Sealed. By collection,
   * where it is about some: nobody reads what became of a collection that they are not given.
   */
  detail?: string | readonly { collection: string; text: string }[];
  /** 2 and more where the same is done once more later, so that everybody is told again; 1 without it. */
  wave?: number;
};

/**
 * Writes down, in the transaction of what was done, which recipients of these systems must be told of it under the laws
 * that govern the request, and rings for the sending. Call it when it is done in a system, not before; the request is
 * locked by the caller. Idempotent for each request, action, wave, system and recipient: call it as often as you like.
 * A recipient that is a system of the map itself counts as told and done once that system is named in a call.
 * Returns how many notices are new.
 */
export async function tellRecipients(tx: Transaction, request: RequestRow, told: Told): Promise<number> {
  const actor: Actor = { kind: "worker", requestId: request.id };
  const { action, wave = 1 } = told;
  const map = currentMap();
  const laws = await lawsOf(tx, request);
  const key = await keyOf(tx, request.id);
  let owed = 0;
  for (const { systemId, collections } of told.systems) {
    await tx
      .insert(recipientSystemDone)
      .values({ requestId: request.id, action, wave, systemId })
      .onConflictDoNothing();
    await answerBySystem(tx, request, { action, wave, systemId });
    const system = map.systems.find((one) => one.id === systemId);
    for (const recipient of system?.recipients ?? []) {
      const duties = dutyToTell(laws, action, recipient.kind);
      const groups = system ? groupsOf(system, recipient, collections) : [];
      if (!system || duties.length === 0 || groups.length === 0) continue;
      const cites = duties.map(({ law, article }) => ({ law, cite: article.cite }));
      const row = await writeDown(tx, { request, told, key, system, recipient, groups, duties: cites });
      if (!row) continue;
      owed++;
      await note(tx, row, actor, "owed");
      await begin(tx, request, row, key);
    }
  }
  return owed;
}

async function lawsOf(tx: Transaction, request: RequestRow): Promise<string[]> {
  const rows = await tx
    .select({ law: requestLaw.law })
    .from(requestLaw)
    .where(eq(requestLaw.requestId, request.id));
  return rows.length > 0 ? rows.map(({ law }) => law) : [request.regime];
}

/** Labels of the collections that this recipient is given and that it was done to. */
function groupsOf(system: System, { collections }: Recipient, done: readonly string[] | undefined): string[] {
  const given = system.collections.filter(
    ({ name }) => (collections?.includes(name) ?? true) && (done?.includes(name) ?? true),
  );
  return [...new Set(given.map(({ label }) => label))];
}

/** As much of what changed as this recipient is given. */
function detailFor({ collections }: Recipient, detail: Told["detail"]): string | null {
  if (detail === undefined || typeof detail === "string") return detail ?? null;
  const theirs = detail.filter(({ collection }) => collections?.includes(collection) ?? true);
  return theirs.length === 0 ? null : [...new Set(theirs.map(({ text }) => text))].join("\n");
}

type New = {
  request: RequestRow;
  told: Told;
  key: DataKey;
  system: System;
  recipient: Recipient;
  groups: string[];
  duties: { law: string; cite: string }[];
};

/** The row of the ledger; undefined where it stands there already. */
async function writeDown(tx: Transaction, made: New): Promise<NoticeRow | undefined> {
  const { request, told, key, system, recipient, groups, duties } = made;
  const detail = detailFor(recipient, told.detail);
  const id = randomUUID();
  const way = wayToTell(recipient);
  const token = newToken();
  const about = await aboutFor(tx, key, request, { system, recipient, action: told.action });
  const [row] = await tx
    .insert(recipientNotice)
    .values({
      id,
      requestId: request.id,
      action: told.action,
      wave: told.wave ?? 1,
      systemId: system.id,
      recipient: recipientSlug(recipient),
      name: recipient.name,
      role: recipient.role,
      country: recipient.country,
      kind: recipient.kind,
      groups,
      duties,
      how: way.how,
      viaSystem: way.how === "system" ? way.system : null,
      state: way.how === "webhook" ? "ready" : "settled",
      sealed: sealContent(key, id, { about, detail, way, token }),
      ...(way.how === "mail" || way.how === "webhook"
        ? { tokenHash: hashOf(token), expiresAt: linkEnds() }
        : {}),
      dueDay: addDays(companyToday(), daysToAnswer),
    })
    .onConflictDoNothing({
      target: [
        recipientNotice.requestId,
        recipientNotice.action,
        recipientNotice.wave,
        recipientNotice.systemId,
        recipientNotice.recipient,
      ],
    })
    .returning();
  return row as NoticeRow | undefined;
}

/** Lets a new notice out on its way; what people do waits for them. */
async function begin(tx: Transaction, request: RequestRow, row: NoticeRow, key: DataKey): Promise<void> {
  if (row.how === "mail") await oweMail(tx, row, key, "recipient_told");
  if (row.how === "webhook") await ring(tx, "recipient.tell", row.id);
  if (row.how === "system") await askSystem(tx, request, row);
}

/** A recipient that is a system of the map: it has answered already, or holds nobody, or will be done later. */
async function askSystem(tx: Transaction, request: RequestRow, row: NoticeRow): Promise<void> {
  const actor: Actor = { kind: "worker", requestId: request.id };
  const systemId = row.viaSystem ?? "";
  const [done] = await tx
    .select()
    .from(recipientSystemDone)
    .where(
      and(
        eq(recipientSystemDone.requestId, request.id),
        eq(recipientSystemDone.action, row.action),
        eq(recipientSystemDone.wave, row.wave),
        eq(recipientSystemDone.systemId, systemId),
      ),
    );
  if (done) {
    await setStanding(tx, row, actor, "done");
    return;
  }
  const [asked] = await tx
    .select({ outcome: task.outcome })
    .from(task)
    .where(and(eq(task.requestId, request.id), eq(task.systemId, systemId)));
  if (asked?.outcome === "nothing_held") await setStanding(tx, row, actor, "not_held");
}

/** What was done in a system is the answer of every recipient that the system belongs to. */
async function answerBySystem(
  tx: Transaction,
  request: RequestRow,
  done: { action: ToldAction; wave: number; systemId: string },
): Promise<void> {
  const waiting = await tx
    .select()
    .from(recipientNotice)
    .where(
      and(
        eq(recipientNotice.requestId, request.id),
        eq(recipientNotice.action, done.action),
        eq(recipientNotice.wave, done.wave),
        eq(recipientNotice.viaSystem, done.systemId),
        inArray(recipientNotice.standing, ["owed", "sent", "unreachable"]),
      ),
    )
    .for("update");
  for (const row of waiting) {
    await setStanding(tx, row as NoticeRow, { kind: "worker", requestId: request.id }, "done");
  }
}
