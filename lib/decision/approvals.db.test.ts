import { afterAll, beforeAll, expect, it } from "vitest";
import type { Actor } from "#lib/core/actor.ts";
import { proposeReceipt } from "#lib/request/clocks/correct-receipt.ts";
import { proposeFee } from "#lib/request/clocks/fee.ts";
import { drain } from "#lib/worker/drain.ts";
import { type House, openHouse } from "#lib/worker/fixture/house.ts";
import * as way from "#lib/worker/fixture/ways.ts";
import { countApprovals, listApprovals } from "./approvals.ts";
import { affirmed, member, proposed, unfounded } from "./fixture/decisions.ts";
import { approveDecision } from "./propose.ts";
import { readDecision } from "./view.ts";

let house: House;
let alba: Actor;
let idris: Actor;
let rosa: Actor;
let ravi: Actor;

beforeAll(async () => {
  house = await openHouse(["newsletter"]);
  [alba, idris, rosa, ravi] = await Promise.all([
    member("Alba", "officer"),
    member("Idris", "analyst"),
    member("Rosa", "approver"),
    member("Ravi", "auditor"),
  ]);
});
afterAll(() => house.close());

it("decisions, fees and days of receipt wait in one list, for those who may agree, with what they agree to", async () => {
  expect(await listApprovals(rosa)).toEqual([]);
  const one = await proposed(unfounded(), alba);
  // What one person may send is nobody else's to agree to.
  await proposed(unfounded({ grounds: [affirmed("EU_GDPR", "access", "cannot_identify")] }), idris);
  const charged = await way.fileAndProve();
  const moved = await way.fileAndProve();
  await drain();
  await proposeFee(idris, charged.reference, {
    reason: "excessive",
    amount: "25",
    currency: "EUR",
    explanation: "You asked for the same thing every week since May.",
    evidence: "Twenty-six requests since May, listed in the file.",
  });
  await proposeReceipt(idris, moved.reference, {
    received: { day: new Date(Date.now() - 3 * 86_400_000).toISOString().slice(0, 10) },
    channel: "post",
    evidence: "The stamp on the envelope in the file.",
    why: "It lay in another department for three days.",
  });
  for (const actor of [alba, rosa]) expect(await countApprovals(actor)).toBe(3);
  const seen = await listApprovals(rosa);
  expect(seen.map(({ kind }) => kind).sort()).toEqual(["decision", "fee", "receipt"]);
  expect(seen.every(({ mayNot, person }) => mayNot === null && person === "Mina Okafor")).toBe(true);
  const [decision, fee, receipt] = ["decision", "fee", "receipt"].map((kind) =>
    seen.find((each) => each.kind === kind),
  );
  expect(decision).toMatchObject({
    reference: one.reference,
    by: "Alba",
    work: { hash: one.hash, problems: [] },
  });
  expect(fee).toMatchObject({
    by: "Idris",
    amount: expect.stringContaining("25"),
    evidence: expect.stringContaining("since May"),
  });
  expect(receipt).toMatchObject({
    by: "Idris",
    channel: "post",
    fromChannel: "portal",
    why: expect.stringContaining("three days"),
  });
  // Who proposed it sees it without being able to agree, and why.
  const own = (await listApprovals(alba)).find(({ kind }) => kind === "decision");
  expect(own?.mayNot).toMatch(/yourself/);
  for (const actor of [idris, ravi]) {
    await expect(listApprovals(actor)).rejects.toMatchObject({ code: "forbidden" });
    await expect(countApprovals(actor)).rejects.toMatchObject({ code: "forbidden" });
  }
  await expect(listApprovals(way.newVisitor())).rejects.toMatchObject({ code: "not_found" });
  await approveDecision(rosa, one.reference, one.hash);
  expect(await countApprovals(rosa)).toBe(2);
});

it("the page of a decision tells who decided, what the law wants said and by which article", async () => {
  const one = await proposed(unfounded(), idris);
  const view = await readDecision(alba, one.reference);
  expect(view.work).toMatchObject({
    state: "proposed",
    by: "Idris",
    own: false,
    needsSecond: true,
    agreed: false,
  });
  expect(view.work?.checklist.every(({ missing }) => !missing)).toBe(true);
  const authority = view.work?.checklist.find(({ content }) => content === "complaint_authority");
  expect(authority?.why[0]).toMatchObject({
    law: "GDPR",
    source: { cite: expect.stringContaining("article 12(4)") },
  });
  expect(view.grounds.find(({ ground }) => ground === "manifestly_unfounded")?.articles).toEqual([
    { law: "EU_GDPR", article: expect.objectContaining({ cite: expect.stringContaining("article 12(5)") }) },
  ]);
  expect(view.may).toEqual({ draft: true, send: true, approve: true });
  expect((await readDecision(rosa, one.reference)).may).toEqual({ draft: false, send: true, approve: true });
  await expect(readDecision(ravi, one.reference)).rejects.toMatchObject({ code: "forbidden" });
  await expect(readDecision(one.person, one.reference)).rejects.toMatchObject({ code: "not_found" });
  await approveDecision(alba, one.reference, one.hash);
  expect(await readDecision(alba, one.reference)).toMatchObject({
    decidable: false,
    work: null,
    sent: { outcome: "refused", by: "Idris", second: "Alba" },
  });
});
