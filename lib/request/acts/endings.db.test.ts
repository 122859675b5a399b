import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Actor } from "#lib/core/actor.ts";
import { database } from "#lib/db/database.ts";
import { type House, openHouse } from "#lib/worker/fixture/house.ts";
import { file, fileAndProve, owedTo } from "#lib/worker/fixture/ways.ts";
import { cancelRequest } from "../cancel.ts";
import { eventsOf, refusal, rowOf } from "../fixture/intake.ts";
import { closeOff, nameConfidant, readConfidants } from "../need-to-know.ts";
import { hintsFor } from "./alike.ts";
import { hired } from "./fixture/hired.ts";
import { linkRequests, linksOf, undoLink } from "./link.ts";
import { mergeDue } from "./merge.ts";
import { reopenRequest } from "./reopen.ts";
import { decideSpam, proposeSpam, spamOf, withdrawSpam } from "./spam.ts";

type Staff = Extract<Actor, { kind: "staff" }>;
let house: House;
let alba: Staff;
let ben: Staff;
let olga: Staff;

beforeAll(async () => {
  house = await openHouse(["newsletter"]);
  alba = await hired("Alba Reyes", "analyst");
  ben = await hired("Ben Osei", "approver");
  olga = await hired("Olga Brandt", "officer");
});
afterAll(() => house.close());

const address = () => `ends-${randomUUID()}@example.com`;
const mails = async (reference: string) =>
  (await owedTo((await rowOf(reference)).id)).filter(({ kind }) =>
    ["merged", "closed_spam", "cancelled"].includes(kind),
  );

describe("what was asked twice", { timeout: 60_000 }, () => {
  it("is closed after ten minutes with a mail, its proof counts for the first, and it can be taken back before", async () => {
    const email = address();
    const { reference: first } = await file({ email });
    const { reference: second } = await fileAndProve({ email });
    const link = await linkRequests(alba, second, first, "duplicate");
    expect(await linkRequests(alba, second, first, "duplicate")).toBe(link);
    expect(await mergeDue()).toBe(0);
    expect(await mails(second)).toEqual([]);
    expect((await rowOf(second)).triagedAt).not.toBeNull();
    await undoLink(alba, second, link);
    expect((await rowOf(second)).triagedAt).toBeNull();
    const again = await linkRequests(olga, second, first, "duplicate");
    await house.query("alter table request_link disable trigger request_link_guard");
    await house.query("update request_link set due_at = now() where id = $1", [again]);
    await house.query("alter table request_link enable trigger request_link_guard");
    expect(await mergeDue()).toBe(1);
    expect(await mergeDue()).toBe(0);
    const closed = await rowOf(second);
    expect(closed.status).toBe("cancelled");
    expect(await rowOf(first)).toMatchObject({ status: "collecting", verifiedAt: closed.verifiedAt });
    expect(await mails(second)).toMatchObject([
      { kind: "merged", to: email, vars: { reference: second, other: first } },
    ]);
    expect(await eventsOf(house, closed.id)).toContain("merged");
    expect(await linksOf(database(), alba, closed.id)).toMatchObject([
      { as: "same", reference: first, dueAt: null, mayUndo: false },
    ]);
    expect(await refusal(undoLink(alba, second, again))).toMatchObject({ code: "conflict" });
  });

  it("is refused for two addresses, two rights, the later one, and two people at the same moment make one link", async () => {
    const email = address();
    const { reference: first } = await file({ email });
    const { reference: second } = await file({ email });
    const { reference: erasure } = await file({ email, right: "erasure" });
    const { reference: stranger } = await file({ email: address() });
    const merge = (from: string, to: string) => refusal(linkRequests(alba, from, to, "duplicate"));
    expect((await merge(stranger, first)).message).toMatch(/two addresses/);
    expect((await merge(erasure, first)).message).toMatch(/different things/);
    expect((await merge(first, second)).message).toMatch(/came later/);
    const both = await Promise.all([
      linkRequests(alba, second, first, "duplicate"),
      linkRequests(olga, second, first, "duplicate"),
    ]);
    expect(both[0]).toBe(both[1]);
    await cancelRequest({ kind: "operator" }, first);
    await house.query("alter table request_link disable trigger request_link_guard");
    await house.query(
      "update request_link set due_at = now() where done_at is null and undone_at is null and due_at is not null",
    );
    await house.query("alter table request_link enable trigger request_link_guard");
    expect(await mergeDue()).toBe(0);
    expect((await rowOf(second)).status).toBe("received");
    expect(await linksOf(database(), alba, (await rowOf(second)).id)).toEqual([]);
  });
});

describe("what helps to sort a new request", { timeout: 60_000 }, () => {
  it("has a reason each: words, laws, the same address, the same name and place", async () => {
    const email = address();
    const name = "Ottilie Farrow";
    const { reference: first } = await file({ email, name });
    const { reference: namesake } = await file({ email: address(), name });
    const { reference: abroad } = await file({ email: address(), name, place: "DE" });
    const { reference } = await file({ email, name, details: "Please delete my account as well." });
    const hints = await hintsFor(alba, reference);
    expect(hints.rights).toMatchObject([{ right: "erasure", because: ["delete"] }]);
    expect(hints.laws).toEqual([{ law: "EU_GDPR", reason: expect.any(String) }]);
    const found = hints.alike.map(({ reference: one, because, answers }) => [one, because, answers]);
    expect(found).toHaveLength(2);
    expect(found[0]).toEqual([first, "address", true]);
    expect(found[1]).toEqual([namesake, "name_and_place", false]);
    expect(JSON.stringify(hints)).not.toContain(abroad);
    const far = { ...alba, scope: { brands: null, places: ["DE"], systems: [] } };
    expect((await hintsFor(far, abroad)).alike).toEqual([]);
    expect(await refusal(hintsFor(far, reference))).toMatchObject({ code: "not_found" });
  });
});

describe("spam", { timeout: 60_000 }, () => {
  it("is closed by two, never by one, and its sender is told once a day", async () => {
    const email = address();
    const { reference } = await file({ email });
    expect(await refusal(proposeSpam(alba, reference, "rude"))).toMatchObject({ code: "invalid" });
    const both = await Promise.allSettled([
      proposeSpam(alba, reference, "machine"),
      proposeSpam(alba, reference, "machine"),
    ]);
    expect(both.map((one) => one.status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(await refusal(decideSpam(alba, reference, true))).toMatchObject({ code: "forbidden" });
    expect((await rowOf(reference)).status).toBe("received");
    await withdrawSpam(alba, reference);
    await proposeSpam(olga, reference, "machine");
    expect(await refusal(decideSpam(olga, reference, true))).toMatchObject({ code: "forbidden" });
    expect(await refusal(decideSpam({ ...ben, steppedUpAt: null }, reference, true))).toMatchObject({
      code: "step_up",
    });
    await decideSpam(ben, reference, true);
    const row = await rowOf(reference);
    expect(row.status).toBe("lapsed");
    expect(row.spamAt).not.toBeNull();
    expect(await spamOf(database(), alba, row.id)).toMatchObject({ state: "approved", by: "Olga Brandt" });
    expect(await mails(reference)).toMatchObject([{ kind: "closed_spam", to: email, vars: { reference } }]);
    expect(await refusal(decideSpam(ben, reference, true))).toMatchObject({ code: "conflict" });
    const { reference: next } = await file({ email });
    await proposeSpam(alba, next, "machine");
    await decideSpam(ben, next, true);
    expect(await mails(next)).toEqual([]);
  });

  it("is nothing that somebody proved, and goes on where the second person keeps it", async () => {
    const { reference } = await fileAndProve({ email: address() });
    expect((await refusal(proposeSpam(alba, reference, "nonsense"))).message).toMatch(/only be refused/);
    const { reference: kept } = await file({ email: address() });
    await proposeSpam(alba, kept, "attack");
    await decideSpam(ben, kept, false);
    expect((await rowOf(kept)).status).toBe("received");
    await expect(
      house.query("update request set spam_at = now() where reference = $1", [kept]),
    ).rejects.toThrow(/two people/);
  });
});

describe("what is taken up again", { timeout: 60_000 }, () => {
  it("is a new request, linked: with the first day and proof where it was our mistake, and once", async () => {
    const { reference } = await fileAndProve({ email: address() });
    expect((await refusal(reopenRequest(alba, reference, { why: "our_mistake" }))).message).toMatch(
      /is open/,
    );
    await cancelRequest({ kind: "operator" }, reference);
    const again = await reopenRequest(alba, reference, { why: "our_mistake" });
    const [old, row] = [await rowOf(reference), await rowOf(again)];
    expect(row).toMatchObject({
      status: "collecting",
      receivedDay: old.receivedDay,
      legalDue: old.legalDue,
      verifiedAt: old.verifiedAt,
      dossierId: old.dossierId,
    });
    expect(old.status).toBe("cancelled");
    expect(await linksOf(database(), alba, old.id)).toMatchObject([{ as: "goes_on_as", reference: again }]);
    expect((await refusal(reopenRequest(alba, reference, { why: "our_mistake" }))).message).toContain(again);
  });

  it("stays closed to the same people where the first one was", async () => {
    const { reference } = await file({ email: address() });
    await closeOff(olga, reference, true);
    await nameConfidant(olga, reference, alba.staffId, true);
    await cancelRequest({ kind: "operator" }, reference);
    const again = await reopenRequest(alba, reference, { why: "our_mistake" });
    expect(await rowOf(again)).toMatchObject({ confidential: true });
    expect((await readConfidants(alba, again)).people.map(({ name }) => name)).toEqual([
      "Alba Reyes",
      "Olga Brandt",
    ]);
    expect(await refusal(readConfidants(ben, again))).toMatchObject({ code: "not_found" });
  });

  it("waits for proof anew where the person came back, and is refused once its answers are gone", async () => {
    const { reference } = await file({ email: address() });
    await cancelRequest({ kind: "operator" }, reference);
    const wish = { why: "asked_again", channel: "phone" } as const;
    expect(await refusal(reopenRequest(alba, reference, { ...wish, channel: "pigeon" }))).toMatchObject({
      code: "invalid",
    });
    const both = await Promise.allSettled([
      reopenRequest(alba, reference, wish),
      reopenRequest(olga, reference, wish),
    ]);
    expect(both.map((one) => one.status).sort()).toEqual(["fulfilled", "rejected"]);
    const made = both.find((one) => one.status === "fulfilled")?.value ?? "";
    expect(await rowOf(made)).toMatchObject({ status: "received", channel: "phone", verifiedAt: null });
    const { reference: lost } = await file({ email: address() });
    await cancelRequest({ kind: "operator" }, lost);
    const { id } = await rowOf(lost);
    await house.query("update request_key set wrapped = null, destroyed_at = now() where request_id = $1", [
      id,
    ]);
    expect(await refusal(reopenRequest(alba, lost, { why: "our_mistake" }))).toMatchObject({ code: "gone" });
  });
});
