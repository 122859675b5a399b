import { writeFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { verifyAudit } from "#lib/audit/verify.ts";
import { releaseRequest } from "#lib/bundle/release.ts";
import type { Actor } from "#lib/core/actor.ts";
import { database } from "#lib/db/database.ts";
import { readRequestFile } from "#lib/fanout/file-view.ts";
import { track } from "#lib/request/track.ts";
import { atDesk } from "#lib/staff/fixture/member.ts";
import { drain } from "#lib/worker/drain.ts";
import { type House, openHouse } from "#lib/worker/fixture/house.ts";
import { company, systems } from "#lib/worker/fixture/systems.ts";
import * as way from "#lib/worker/fixture/ways.ts";
import { reviewFile, reviewsForPerson } from "./read.ts";
import { type GivenReview, recordReview } from "./record.ts";

let house: House;
let staff: Extract<Actor, { kind: "staff" }>;

const described = (id: string, title: string) => ({
  id,
  title,
  what: "Whether you can pay within 30 days.",
  logic: "Bills paid late count most.",
  consequences: "Without it you pay when you order.",
});

beforeAll(async () => {
  house = await openHouse(["shop", "newsletter"]);
  const shop = {
    ...systems.shop,
    automated_decisions: [described("pay_later", "Paying later"), described("returns", "Free returns")],
  };
  writeFileSync(`${house.folder}/map.yaml`, JSON.stringify({ company, systems: [shop, systems.newsletter] }));
  const [row] = await house.query<{ id: string }>(
    "insert into staff (issuer, subject, name, email, role) values ('i', 's-1', 'Alba', 'alba@example.org', 'analyst') returning id",
  );
  staff = { ...atDesk, kind: "staff", staffId: row?.id ?? "", role: "analyst", name: "Alba", initials: "A" };
});
afterAll(() => house.close());

const given = (decisionId: string, change: Partial<GivenReview> = {}): GivenReview => ({
  systemId: "shop",
  decisionId,
  outcome: "changed",
  lookedAt: "The last five bills in the ledger, and what she wrote.",
  told: "One bill counted as late that was paid in time. You can pay later again.",
  ...change,
});

const ask = () => way.fileAndProve({ right: "automated_decision_review", details: "My bill was not late." });

describe("a decision made by a machine", () => {
  it("is looked at by a person, and the person who asked reads what weighed", async () => {
    const { person, reference, requestId } = await ask();
    await drain();
    const tasks = await house.query<{ system_id: string; state: string; outcome: string | null }>(
      "select system_id, state, outcome from task where request_id = $1 order by position",
      [requestId],
    );
    expect(tasks).toEqual([
      { system_id: "shop", state: "parked", outcome: null },
      { system_id: "newsletter", state: "settled", outcome: "not_concerned" },
    ]);
    const file = await reviewFile(staff, reference);
    expect(file).toMatchObject({ said: "My bill was not late.", open: true });
    expect(file.decisions.map((one) => [one.system.id, one.decision.id, one.review])).toEqual([
      ["shop", "pay_later", null],
      ["shop", "returns", null],
    ]);
    await recordReview(staff, reference, given("pay_later", { outcome: "stands" }));
    // One of two: the system still waits. Looked at once more, only the newer look counts.
    expect((await track(person, reference)).status).toBe("collecting");
    await recordReview(staff, reference, given("pay_later"));
    expect(await reviewsForPerson(person, reference)).toBeNull();
    await recordReview(
      staff,
      reference,
      given("returns", { outcome: "never_made", told: "Nothing was ever decided about your returns." }),
    );
    await drain();
    const { version, status } = await readRequestFile(way.operator, reference);
    expect(status).toBe("reviewing");
    await releaseRequest(way.operator, reference, { version, partly: false });
    const seen = await reviewsForPerson(person, reference);
    expect(seen?.map((one) => [one.decision.id, one.review?.outcome])).toEqual([
      ["pay_later", "changed"],
      ["returns", "never_made"],
    ]);
    const letter = (await way.owedTo(requestId)).map((one) => JSON.stringify(one.vars)).join();
    expect(letter).toContain("Paying later: The decision was changed. One bill counted as late");
    expect(letter).toContain("Free returns: This was never decided about you.");
    const rows = JSON.stringify(await house.query("select * from decision_review"));
    expect(rows).not.toContain("bill");
    expect(await verifyAudit(database())).toMatchObject({ whole: true });
  });

  it.each<[string, Partial<GivenReview>]>([
    ["no outcome", { outcome: "" }],
    ["an outcome that there is not", { outcome: "maybe" }],
    ["no evidence that a person looked", { lookedAt: "yes" }],
    ["nothing for the person", { told: " " }],
    ["a decision that the map does not name", { decisionId: "other" }],
    ["a system that the map does not name", { systemId: "other" }],
  ])("is not reviewed with %s", async (_what, change) => {
    const { reference, requestId } = await ask();
    await drain();
    await expect(recordReview(staff, reference, given("pay_later", change))).rejects.toMatchObject({
      code: "invalid",
    });
    const kept = await house.query("select 1 from decision_review where request_id = $1", [requestId]);
    expect(kept).toEqual([]);
  });

  it("is reviewed by staff who work on requests, for this right alone", async () => {
    const { person, reference } = await ask();
    await drain();
    const auditor = { ...staff, role: "auditor" as const };
    await expect(recordReview(auditor, reference, given("pay_later"))).rejects.toMatchObject({
      code: "forbidden",
    });
    await expect(recordReview(person, reference, given("pay_later"))).rejects.toMatchObject({
      code: "forbidden",
    });
    await expect(reviewFile(person, reference)).rejects.toMatchObject({ code: "not_found" });
    const access = await way.fileAndProve();
    await drain();
    await expect(recordReview(staff, access.reference, given("pay_later"))).rejects.toMatchObject({
      code: "conflict",
    });
    await expect(reviewFile(staff, access.reference)).rejects.toMatchObject({ code: "not_found" });
  });
});
