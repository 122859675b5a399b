import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Actor } from "#lib/core/actor.ts";
import { inTransaction } from "#lib/db/database.ts";
import { accountOf } from "#lib/identity/account.ts";
import { canonicalMailbox } from "#lib/identity/canonical.ts";
import { noticeContext, type SealedNotice } from "#lib/jobs/outbox.ts";
import { derivedKey, open, tokenOf } from "#lib/vault/seal.ts";
import { type House, openHouse } from "#lib/worker/fixture/house.ts";
import { newVisitor } from "#lib/worker/fixture/ways.ts";
import { answerStep, chooseRights, nextPath, readDraft, sendDraft, startDraft } from "./draft.ts";
import { draftLinkLeads, mailDraftLink, takeUpDraft } from "./draft-link.ts";
import { countFiling, effortAsked } from "./effort/asked.ts";
import { rowOf } from "./fixture/intake.ts";
import { answersOf } from "./sealed.ts";

let house: House;
beforeAll(async () => {
  house = await openHouse(["newsletter"], { HABEAS_FILINGS_BEFORE_EFFORT: "120" });
});
afterAll(() => house.close());

const words = "Send me everything you have, then delete it.";
const self = { name: "Mina Okafor", place: "IE" };

async function answerShared(visitor: ReturnType<typeof newVisitor>, email: string): Promise<void> {
  await answerStep(visitor, "who", { who: "self" });
  await answerStep(visitor, "where", { place: self.place, placeHint: "DE" });
  await answerStep(visitor, "you", { name: self.name, email });
}

describe("several things in one message", () => {
  it("are nothing until the person chooses, and become one request each, in one dossier", async () => {
    const visitor = newVisitor();
    expect(nextPath(await chooseRights(visitor, words, []))).toBe("/ask/words");
    expect(nextPath(await chooseRights(visitor, words, ["access", "erasure", "opt_out"]))).toBe("/ask/who");
    await answerShared(visitor, `several-${randomUUID()}@example.com`);
    const asked = await readDraft(visitor);
    expect(asked && nextPath(asked)).toBe("/ask/what?right=access");
    await answerStep(visitor, "what", { right: "access", scope: "some", kinds: "commercial" });
    const { draft } = await answerStep(visitor, "what", { right: "erasure", scope: "everything" });
    expect(draft.next).toBe("check");
    const sent = await sendDraft(visitor, draft.formKey);
    expect(sent.map(({ right, proven }) => [right, proven])).toEqual([
      ["access", false],
      ["erasure", false],
      ["opt_out", true],
    ]);
    const again = await sendDraft(visitor, draft.formKey);
    expect(again.map(({ reference }) => reference)).toEqual(sent.map(({ reference }) => reference));
    const rows = await Promise.all(sent.map(({ reference }) => rowOf(reference)));
    expect(new Set(rows.map((row) => row.dossierId)).size).toBe(1);
    const said = await inTransaction((tx) => Promise.all(rows.map((row) => answersOf(tx, row))));
    expect(said.map(({ details }) => details)).toEqual([words, words, words]);
    expect(said[0]).toMatchObject({ kinds: "commercial", scope: "some", placeHint: "DE" });
    expect(said[1]).toMatchObject({ scope: "everything" });
  });

  it("keep what was answered when one is taken out, and ask only what is missing when one is added", async () => {
    const visitor = newVisitor();
    await chooseRights(visitor, "", ["access", "rectification"]);
    await answerShared(visitor, "mina@example.com");
    await answerStep(visitor, "what", { right: "access", scope: "everything", details: "orders" });
    const left = await chooseRights(visitor, "", ["access"]);
    expect(left).toMatchObject({ next: "check", whats: { access: { details: "orders" } } });
    expect(nextPath(await chooseRights(visitor, "", ["access", "complaint"]))).toBe(
      "/ask/what?right=complaint",
    );
    expect(await chooseRights(visitor, " ", [])).toMatchObject({
      next: "words",
      errors: { words: "words.missing" },
    });
  });
});

describe("who is signed in", () => {
  it("says neither who, where nor you again, and needs no code for their own mailbox", async () => {
    const mailbox = canonicalMailbox(`signed-${randomUUID()}@example.com`);
    if (!mailbox) throw new Error("no mailbox");
    const accountId = await inTransaction((tx) =>
      accountOf(tx, {
        kind: "sign_in",
        issuer: "https://login.example.com",
        subject: randomUUID(),
        mailbox,
        known: [],
        name: self.name,
      }),
    );
    const actor: Extract<Actor, { kind: "account" }> = {
      kind: "account",
      accountId,
      sessionId: randomUUID(),
      provenAt: new Date(),
      how: "sign_in",
      mailboxToken: tokenOf("email", mailbox),
      browser: newVisitor().browser,
    };
    expect(await startDraft(actor, "access")).toMatchObject({ done: ["who", "you"], next: "where" });
    await answerStep(actor, "where", { place: "IE" });
    const { draft } = await answerStep(actor, "what", { scope: "everything" });
    const [sent] = await sendDraft(actor, draft.formKey);
    expect(sent?.proven).toBe(true);
    expect(await rowOf(sent?.reference ?? "")).toMatchObject({
      status: "collecting",
      verifiedHow: "sign_in",
      accountId,
    });
    const next = await startDraft(actor, "erasure");
    expect(nextPath(next)).toBe("/ask/what");
    // Another's mailbox is proven by nobody's session.
    await answerStep(actor, "you", { name: self.name, email: "dana@example.com" });
    const other = await answerStep(actor, "what", { scope: "everything" });
    expect((await sendDraft(actor, other.draft.formKey))[0]?.proven).toBe(false);
  });
});

/** The token in the newest mail to go on with answers. */
async function tokenMailed(): Promise<string> {
  const [row] = await house.query<{ id: string; sealed: Buffer }>(
    "select id, sealed from notice where kind = 'draft' order by created_at desc limit 1",
  );
  const opened = open(derivedKey("notice"), noticeContext(row?.id ?? ""), row?.sealed ?? Buffer.alloc(0));
  return (JSON.parse(opened) as SealedNotice).vars.token ?? "";
}

describe("answers that are finished later", () => {
  it("go on in another browser by a mailed link, as often as it is opened, and end with it", async () => {
    const visitor = newVisitor();
    await startDraft(visitor, "access");
    await answerStep(visitor, "you", { name: self.name, email: "not an address" });
    await expect(mailDraftLink(visitor, "not an address", "en")).rejects.toMatchObject({ code: "invalid" });
    const mailbox = `later-${randomUUID()}@example.com`;
    await mailDraftLink(visitor, mailbox, "en");
    const link = await tokenMailed();
    expect(await draftLinkLeads(link)).toBe(true);
    for (const other of [newVisitor(), newVisitor()]) {
      const taken = await takeUpDraft(other, link);
      expect(taken.values).toMatchObject({ name: self.name, email: "not an address" });
      // Whoever mails a link to somebody cannot file theirs under the same form.
      expect(taken.formKey).not.toBe((await readDraft(visitor))?.formKey);
    }
    await house.query("update draft_link set expires_at = now()");
    expect(await draftLinkLeads(link)).toBe(false);
    await expect(takeUpDraft(newVisitor(), link)).rejects.toMatchObject({ code: "gone" });
  });

  it("mail no more than three links an hour to one address", async () => {
    const visitor = newVisitor();
    await startDraft(visitor, "access");
    for (let mail = 0; mail < 5; mail++) await mailDraftLink(visitor, "often@example.com", "en");
    const [row] = await house.query<{ links: number }>(
      "select count(*)::int as links from draft_link where mailbox = $1",
      [tokenOf("draft_link", "often@example.com")],
    );
    expect(row?.links).toBe(3);
  });
});

it("work is asked for only while very many requests are filed, and sooner of one part of the network", async () => {
  await house.query("delete from filing_budget");
  for (let filed = 0; filed < 30; filed++) await countFiling("203.0.113.0/24");
  expect(await effortAsked("203.0.113.0/24")).toBe(true);
  expect(await effortAsked("198.51.100.0/24")).toBe(false);
  for (let filed = 0; filed < 90; filed++) await countFiling(null);
  expect(await effortAsked(null)).toBe(true);
  await house.query("update filing_budget set since = since - interval '11 minutes'");
  expect(await effortAsked("203.0.113.0/24")).toBe(false);
});
