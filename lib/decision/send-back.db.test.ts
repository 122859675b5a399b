import { afterAll, beforeAll, expect, it } from "vitest";
import type { Actor } from "#lib/core/actor.ts";
import { database } from "#lib/db/database.ts";
import { hired } from "#lib/request/acts/fixture/hired.ts";
import { notesOf } from "#lib/request/acts/note.ts";
import { decideSpam, proposeSpam } from "#lib/request/acts/spam.ts";
import { decideReceipt, proposeReceipt } from "#lib/request/clocks/correct-receipt.ts";
import { proposeFee, rejectFee } from "#lib/request/clocks/fee.ts";
import { drain } from "#lib/worker/drain.ts";
import { type House, openHouse } from "#lib/worker/fixture/house.ts";
import * as way from "#lib/worker/fixture/ways.ts";
import { type Approval, listApprovals } from "./approvals.ts";
import { kindsOwed, proposed, unfounded } from "./fixture/decisions.ts";
import { sendBack } from "./propose.ts";

type Staff = Extract<Actor, { kind: "staff" }>;
let house: House;
let idris: Staff;
let rosa: Staff;

beforeAll(async () => {
  house = await openHouse(["newsletter"]);
  [idris, rosa] = await Promise.all([hired("Idris Bello", "analyst"), hired("Rosa Lindt", "approver")]);
});
afterAll(() => house.close());

const why = "The letter in the file is of another person.";

/** What waits for one request, as the approver's list has it. */
async function waiting<Kind extends Approval["kind"]>(kind: Kind, reference: string) {
  const found = (await listApprovals(rosa)).find((one) => one.kind === kind && one.reference === reference);
  return found as Extract<Approval, { kind: Kind }> | undefined;
}

/** Nothing without a note; with one it is gone from the list, why stands in the request's notes, the author is mailed. */
async function goesBack(
  filed: { reference: string; requestId: string },
  kind: Approval["kind"],
  back: (note: string) => Promise<unknown>,
): Promise<void> {
  const before = await kindsOwed(filed.requestId);
  await expect(back("  ")).rejects.toMatchObject({ code: "invalid" });
  expect(await waiting(kind, filed.reference)).toBeDefined();
  await back(why);
  expect(await waiting(kind, filed.reference)).toBeUndefined();
  const owed = await way.owedTo(filed.requestId);
  const told = owed.filter((mail) => mail.kind === "staff_alert");
  expect(told).toMatchObject([{ to: `${idris.staffId}@example.com`, vars: { reference: filed.reference } }]);
  expect(JSON.stringify(told)).not.toContain("another person");
  // Nobody else was told anything: least of all the person.
  expect(owed).toHaveLength(before.length + 1);
}

it("a fee that is sent back is given up, with its note, and its notice could be read before", async () => {
  const filed = await way.fileAndProve();
  await drain();
  await proposeFee(idris, filed.reference, {
    reason: "excessive",
    amount: "25",
    currency: "EUR",
    explanation: "You asked for the same thing every week since May.",
    evidence: "Twenty-six requests since May, listed in the file.",
  });
  const fee = await waiting("fee", filed.reference);
  expect(fee?.preview).toMatchObject({ missing: [], facts: { notice: "fee" } });
  expect(JSON.stringify(fee?.preview.facts)).toContain("every week since May");
  await goesBack(filed, "fee", (note) => rejectFee(rosa, filed.reference, fee?.seen ?? "", note));
  expect(JSON.stringify(await notesOf(database(), idris, filed.requestId))).toContain(why);
});

it("so is a day of receipt, and spam is a request again", async () => {
  const moved = await way.fileAndProve();
  await drain();
  const id = await proposeReceipt(idris, moved.reference, {
    received: { day: new Date(Date.now() - 3 * 86_400_000).toISOString().slice(0, 10) },
    channel: "post",
    evidence: "The stamp on the envelope in the file.",
    why: "It lay in another department for three days.",
  });
  await goesBack(moved, "receipt", (note) => decideReceipt(rosa, moved.reference, id, "rejected", note));
  const sent = await way.file();
  await proposeSpam(idris, sent.reference, "machine");
  const spam = await waiting("spam", sent.reference);
  expect(spam).toMatchObject({ why: "machine", by: "Idris Bello", mayNot: null });
  await expect(decideSpam(rosa, sent.reference, true, { seen: moved.requestId })).rejects.toMatchObject({
    code: "conflict",
  });
  const seen = spam?.id ?? "";
  await goesBack(sent, "spam", (note) => decideSpam(rosa, sent.reference, false, { seen, note }));
  expect(JSON.stringify(await notesOf(database(), rosa, sent.requestId))).toContain(why);
});

it("the author of a decision is told as well, but not of what they take back themselves", async () => {
  const one = await proposed(unfounded(), idris);
  await goesBack(one, "decision", (note) => sendBack(rosa, one.reference, one.hash, note));
  const own = await proposed(unfounded(), idris);
  const before = await kindsOwed(own.requestId);
  await sendBack(idris, own.reference, own.hash, "");
  expect(await kindsOwed(own.requestId)).toEqual(before);
});
