import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import type { Actor } from "#lib/core/actor.ts";
import { inTransaction } from "#lib/db/database.ts";
import { type House, openHouse } from "#lib/worker/fixture/house.ts";
import * as way from "#lib/worker/fixture/ways.ts";
import { cancelRequest } from "../cancel.ts";
import { askPerson } from "./ask.ts";
import * as fees from "./fee.ts";
import { type Charging, dropFee, proposalOf, proposeFee, recordFeePaid, rejectFee } from "./fee.ts";
import { lastDayToAgree } from "./fee-rules.ts";
import { member, refusedUnchanged } from "./fixture/staff.ts";
import { frozenLaws } from "./frozen-laws.ts";

let house: House;
const worker = member("analyst");
const approver = member("approver");

beforeAll(async () => {
  house = await openHouse(["newsletter", "loyalty"]);
});
afterEach(() => {
  vi.useRealTimers();
});
afterAll(() => house.close());

const goTo = (day: string) => vi.useFakeTimers({ now: new Date(`${day}T10:00:00Z`), toFake: ["Date"] });
const excessive: Charging = {
  reason: "excessive",
  amount: "25.00",
  currency: "EUR",
  explanation: "You asked for the same data every week since March.",
  evidence: "Nine requests, listed in the file of March.",
};
const swiss: Charging = { ...excessive, reason: "disproportionate_effort", currency: "CHF" };

const stateOf = async (id: string) =>
  (
    await house.query<{ clock_state: string; safe_due: string; status: string }>(
      "select clock_state, safe_due::text, status from request where id = $1",
      [id],
    )
  )[0];
/** What a page of the desk shows the proposal under. */
const proposalAt = async (reference: string) => {
  const [row] = await house.query<{ sealed: Buffer }>(
    "select sealed from fee where request_id = (select id from request where reference = $1)",
    [reference],
  );
  return row ? proposalOf(row) : "";
};
const approveFee = async (actor: Actor, reference: string) =>
  fees.approveFee(actor, reference, await proposalAt(reference));
const feeOf = async (id: string) =>
  (
    await house.query<{ state: string; approved_by: string | null }>(
      "select state, approved_by from fee where request_id = $1",
      [id],
    )
  )[0];

const refused = refusedUnchanged(() => house);

describe("a fee", () => {
  it("for an excessive request waits for a second person before the person is told", async () => {
    const { requestId, reference } = await way.file({ place: "IE" });
    expect(await proposeFee(worker, reference, excessive)).toBe("proposed");
    expect((await way.owedTo(requestId)).some((one) => one.kind === "fee")).toBe(false);
    await refused(() => proposeFee(worker, reference, excessive), "conflict", /fee for this request already/);
    await refused(() => approveFee(worker, reference), "forbidden", /role/);
    await refused(() => recordFeePaid(worker, reference, null), "conflict", /No fee waits to be paid/);
    await approveFee(approver, reference);
    expect(await feeOf(requestId)).toEqual({ state: "asked", approved_by: `staff/${approver.staffId}` });
    const mail = (await way.owedTo(requestId)).findLast((one) => one.kind === "fee");
    expect(JSON.parse(mail?.vars.facts ?? "{}").contents).toMatchObject({
      fee_amount: "EUR 25.00",
      reasons: expect.stringContaining(excessive.explanation),
      may_withdraw: expect.any(String),
    });
    await refused(() => approveFee(approver, reference), "conflict", /No fee waits/);
  });

  it("is never approved by who proposed it, even an officer", async () => {
    const lead = member("officer");
    const { reference } = await way.file({ place: "IE" });
    await proposeFee(lead, reference, excessive);
    await refused(() => approveFee(lead, reference), "forbidden", /Somebody else/);
    await refused(() => approveFee(way.operator, reference), "forbidden", /each by name/);
    await approveFee(member("officer"), reference);
  });

  it("is refused where a law or a right knows none, for odd money, and to the wrong people", async () => {
    const { reference, visitor } = await way.file({ place: "IE" });
    const propose =
      (change: Partial<Charging>, actor: Parameters<typeof proposeFee>[0] = worker) =>
      () =>
        proposeFee(actor, reference, { ...excessive, ...change });
    await refused(propose({ reason: "further_copy" }), "invalid", /first copy is always free/);
    await refused(propose({ reason: "disproportionate_effort" }), "invalid", /knows no fee for this reason/);
    await refused(propose({ reason: "identity" }), "invalid", /Choose why/);
    for (const amount of ["", "0", "0.00", "-1", "1e3", "25,00", "25.001", "99999999"])
      await refused(propose({ amount }), "invalid", /amount|more than nothing/);
    for (const currency of ["", "EURO", "XXQ"]) await refused(propose({ currency }), "invalid", /currency/);
    await refused(propose({ evidence: " " }), "invalid", /by what it can be shown/);
    await refused(propose({}, approver), "forbidden", /role/);
    await refused(propose({}, visitor), "not_found", /nothing here/);
    const optOut = await way.file({ place: "IE", right: "opt_out" });
    await refused(() => proposeFee(worker, optOut.reference, excessive), "invalid", /always free/);
    const california = await way.file({ place: "US-CA", email: "noor@example.org" });
    await refused(() => proposeFee(worker, california.reference, excessive), "invalid", /first 2 answers/);
    const swissOne = await way.file({ place: "CH" });
    await refused(
      () => proposeFee(worker, swissOne.reference, { ...swiss, amount: "301.00" }),
      "invalid",
      /300/,
    );
    await refused(
      () => proposeFee(worker, swissOne.reference, { ...swiss, currency: "EUR" }),
      "invalid",
      /CHF/,
    );
  });

  it("counts the answers of the twelve months before, to the same right and mailbox", async () => {
    const email = "counted@example.org";
    goTo("2026-08-01");
    for (const [right, day] of [
      ["access", "2025-08-01"],
      ["access", "2025-08-02"],
      ["erasure", "2026-02-01"],
    ] as const) {
      const before = await way.file({ place: "IE", email, right });
      await house.query("update request set answered_day = $2 where id = $1", [before.requestId, day]);
    }
    const california = await way.file({ place: "US-CA", email });
    await refused(() => proposeFee(worker, california.reference, excessive), "invalid", /first 2 answers/);
    const irish = await way.file({ place: "IE", email });
    expect(await proposeFee(worker, irish.reference, { ...excessive, reason: "further_copy" })).toBe("asked");
  });

  it("in Switzerland gives ten days to withdraw, and the clock starts after them once it is paid", async () => {
    goTo("2026-03-02");
    const { requestId, reference } = await way.file({ place: "CH" });
    expect(await proposeFee(worker, reference, swiss)).toBe("asked");
    expect(await stateOf(requestId)).toMatchObject({ clock_state: "not_started" });
    const mail = (await way.owedTo(requestId)).findLast((one) => one.kind === "fee");
    // The letter and the person's page name the same last day.
    expect(JSON.parse(mail?.vars.facts ?? "{}").contents).toMatchObject({ reply_by: "2026-03-12" });
    expect(lastDayToAgree(await inTransaction((tx) => frozenLaws(tx, requestId)), "2026-03-02")).toBe(
      "2026-03-12",
    );
    goTo("2026-03-06");
    await refused(() => recordFeePaid(worker, reference, "2026-03-01"), "invalid", /since the fee was asked/);
    await refused(() => recordFeePaid(worker, reference, "2026-03-07"), "invalid", /today at the latest/);
    await refused(() => recordFeePaid(worker, reference, "2026-02-30"), "invalid", /does not exist/);
    await recordFeePaid(worker, reference, null);
    expect(await stateOf(requestId)).toMatchObject({ clock_state: "running", safe_due: "2026-04-11" });
  });

  it("that is met with silence in Switzerland takes the request back; dropping it brings the clock back", async () => {
    goTo("2026-03-02");
    const { requestId, reference } = await way.file({ place: "CH" });
    await proposeFee(worker, reference, swiss);
    goTo("2026-03-13");
    await refused(() => recordFeePaid(worker, reference, null), "invalid", /counts as withdrawn/);
    const ask = { about: "clarification", text: "Which years?", why: "There are many." } as const;
    await refused(() => askPerson(worker, reference, ask), "conflict", /counts as withdrawn/);
    await dropFee(worker, reference);
    expect(await stateOf(requestId)).toMatchObject({ clock_state: "running", safe_due: "2026-04-01" });
    await refused(() => dropFee(worker, reference), "conflict", /no fee to drop/);
  });

  it("in the United Kingdom holds the start back until it is paid", async () => {
    goTo("2026-03-02");
    const { requestId, reference } = await way.file({ place: "GB" });
    await proposeFee(worker, reference, { ...excessive, currency: "GBP" });
    await approveFee(approver, reference);
    expect(await stateOf(requestId)).toMatchObject({ clock_state: "not_started" });
    goTo("2026-03-20");
    await recordFeePaid(worker, reference, "2026-03-18");
    expect(await stateOf(requestId)).toMatchObject({ clock_state: "running", safe_due: "2026-04-18" });
  });

  it("ends with the request: withdrawn where the person was told, dropped where they were not", async () => {
    const told = await way.fileAndProve({ place: "CH" });
    await proposeFee(worker, told.reference, swiss);
    await cancelRequest(told.person, told.reference);
    expect(await feeOf(told.requestId)).toMatchObject({ state: "withdrawn" });
    const untold = await way.fileAndProve({ place: "IE" });
    await proposeFee(worker, untold.reference, excessive);
    await cancelRequest(untold.person, untold.reference);
    expect(await feeOf(untold.requestId)).toMatchObject({ state: "dropped" });
  });

  it("is agreed to, or not, exactly as the second person saw it", async () => {
    const { requestId, reference } = await way.file({ place: "IE" });
    await proposeFee(worker, reference, excessive);
    const seen = await proposalAt(reference);
    await dropFee(worker, reference);
    await proposeFee(worker, reference, { ...excessive, amount: "900.00" });
    await refused(() => fees.approveFee(approver, reference, seen), "conflict", /another one/);
    await refused(() => rejectFee(approver, reference, seen), "conflict", /another one/);
    const now = await proposalAt(reference);
    await refused(() => rejectFee(worker, reference, now), "forbidden", /role/);
    await rejectFee(approver, reference, now);
    expect(await feeOf(requestId)).toEqual({ state: "dropped", approved_by: null });
    expect((await way.owedTo(requestId)).some((one) => one.kind === "fee")).toBe(false);
  });

  it("is told once where two approve at the same moment", async () => {
    const { requestId, reference } = await way.file({ place: "IE" });
    await proposeFee(worker, reference, excessive);
    const both = await Promise.allSettled([
      approveFee(approver, reference),
      approveFee(member("officer"), reference),
    ]);
    expect(both.map((one) => one.status).sort()).toEqual(["fulfilled", "rejected"]);
    expect((await way.owedTo(requestId)).filter((one) => one.kind === "fee")).toHaveLength(1);
  });
});
