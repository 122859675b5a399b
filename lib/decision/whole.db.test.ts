import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Actor } from "#lib/core/actor.ts";
import { refusalGrounds } from "#lib/law/duties/grounds.ts";
import { drain } from "#lib/worker/drain.ts";
import { type House, openHouse } from "#lib/worker/fixture/house.ts";
import * as way from "#lib/worker/fixture/ways.ts";
import { draftDecision, dropDecision } from "./draft.ts";
import { affirmed, looks, member, unfounded } from "./fixture/decisions.ts";
import { approveDecision, proposeDecision, sendDecision } from "./propose.ts";

let house: House;
let alba: Actor;
let idris: Actor;
let rosa: Actor;
let ravi: Actor;
const look = {} as ReturnType<typeof looks>;
const refused: typeof look.refused = (...given) => look.refused(...given);

beforeAll(async () => {
  house = await openHouse(["newsletter", "loyalty"]);
  Object.assign(look, looks(house));
  [alba, idris, rosa, ravi] = await Promise.all([
    member("Alba", "officer"),
    member("Idris", "analyst"),
    member("Rosa", "auditor"),
    member("Ravi", "approver"),
  ]);
});
afterAll(() => house.close());

describe("what is not whole is not proposed", () => {
  const open = async () => {
    const filed = await way.fileAndProve();
    await drain();
    return filed.reference;
  };
  const rule = refusalGrounds("EU_GDPR", "access").find((one) => one.ground === "manifestly_unfounded");

  it.each([
    ["without a ground", { grounds: [] }, /Choose a ground under GDPR/],
    [
      "with a ground of another law",
      { grounds: [{ ground: "ca_excessive", affirmed: [] }] },
      /GDPR does not know/,
    ],
    [
      "with a ground of another right",
      { grounds: [{ ground: "erasure_exception", affirmed: [] }] },
      /does not know/,
    ],
    ["with a ground that nobody knows", { grounds: [{ ground: "because", affirmed: [] }] }, /does not know/],
    [
      "with a condition not affirmed",
      { grounds: [{ ground: "manifestly_unfounded", affirmed: rule?.conditions.slice(1) ?? [] }] },
      /not affirmed yet: Facts show/,
    ],
    [
      "with a condition affirmed in other words",
      { grounds: [{ ground: "manifestly_unfounded", affirmed: ["yes", "yes"] }] },
      /not affirmed yet/,
    ],
    ["without evidence", { evidence: " " }, /write down what speaks for it/],
    ["without reasons", { reasons: [] }, /Give the reasons/],
    [
      "with a reason about nothing",
      { reasons: [{ group: "", text: "You asked for far more than the right gives." }] },
      /which data/,
    ],
    [
      "with a reason that says nothing",
      { reasons: [{ group: "Orders", text: "No." }] },
      /Say more exactly why, for “Orders”/,
    ],
    ["in part, without what was given", { outcome: "partly" }, /what was given or done/],
    [
      "with a ground although it is granted",
      { outcome: "granted", provided: "Everything that you asked for." },
      /Nothing is refused here/,
    ],
  ])("%s", async (_what, change, words) => {
    const reference = await open();
    const { hash } = await draftDecision(idris, reference, unfounded(change), "");
    await refused("invalid", () => proposeDecision(idris, reference, hash), words);
    await dropDecision(idris, reference);
  });

  it.each([
    ["an outcome that there is not", { outcome: "maybe" }],
    ["control characters", { evidence: "a\u0000b" }],
    ["a text of a book's length", { evidence: "x".repeat(6001) }],
    ["a part that no notice has", { also: { love: "x" } }],
    ["a hundred reasons", { reasons: Array.from({ length: 13 }, (_, n) => ({ group: `${n}`, text: "x" })) }],
    ["no form at all", null],
  ])("%s is not even kept", async (_what, change) => {
    const reference = await open();
    await refused("invalid", () => draftDecision(idris, reference, change && unfounded(change), ""));
  });

  it("nor by whom it is no business, nor over somebody else's words", async () => {
    const reference = await open();
    for (const actor of [rosa, ravi])
      await refused("forbidden", () => draftDecision(actor, reference, unfounded(), ""));
    await refused("not_found", () => draftDecision(way.newVisitor(), reference, unfounded(), ""));
    const { hash } = await draftDecision(idris, reference, unfounded(), "");
    await refused(
      "conflict",
      () =>
        draftDecision(
          alba,
          reference,
          unfounded({ evidence: "Something else that was written afterwards." }),
          "",
        ),
      /Somebody else wrote/,
    );
    await draftDecision(
      alba,
      reference,
      unfounded({ evidence: "Something else that was written afterwards." }),
      hash,
    );
    const both = await Promise.allSettled([
      draftDecision(alba, reference, unfounded(), "x"),
      draftDecision(idris, reference, unfounded(), "x"),
    ]);
    expect(both.every((one) => one.status === "rejected")).toBe(true);
  });

  it("under California each missing part of the notice is named, and nothing is sent", async () => {
    const filed = await way.fileAndProve({ place: "US-CA" });
    await drain();
    const content = unfounded({
      grounds: [affirmed("US_CA_CCPA", "access", "ca_cannot_verify")],
    });
    const { hash } = await draftDecision(idris, filed.reference, content, "");
    await refused("invalid", () => proposeDecision(idris, filed.reference, hash), /what was done instead/);
    const whole = {
      ...content,
      also: { fallback_if_unverified: "We treated it as a request for categories." },
    };
    const { hash: next } = await draftDecision(idris, filed.reference, whole, hash);
    await proposeDecision(idris, filed.reference, next);
    await sendDecision(alba, filed.reference, next);
    expect(await look.statusOf(filed.requestId)).toBe("refused");
  });

  it("under two laws each needs a ground of its own, and it is said which has none", async () => {
    const filed = await way.fileAndProve({ place: "US-CA" });
    await drain();
    await house.query(
      "insert into request_law (request_id, law, rule_version, reason) values ($1, 'EU_GDPR', 'EU_GDPR@1', 'everyone')",
      [filed.requestId],
    );
    const { hash } = await draftDecision(idris, filed.reference, unfounded(), "");
    await refused(
      "invalid",
      () => proposeDecision(idris, filed.reference, hash),
      /CCPA does not allow “Manifestly unfounded”/,
    );
    const both = unfounded();
    both.grounds.push(affirmed("US_CA_CCPA", "access", "ca_excessive"));
    const next = await draftDecision(idris, filed.reference, both, hash);
    await proposeDecision(idris, filed.reference, next.hash);
    await approveDecision(alba, filed.reference, next.hash);
    const mail = (await way.owedTo(filed.requestId)).find((one) => one.kind === "refusal");
    expect(mail?.vars.facts).toMatch(/article 12\(5\)/);
    expect(mail?.vars.facts).toMatch(/1798\.145\(h\)\(3\)/);
  });

  it("where no law governs, two people decide by reasons alone", async () => {
    const filed = await way.fileAndProve({ place: "US-NY" });
    await drain();
    const { hash } = await draftDecision(
      idris,
      filed.reference,
      unfounded({ grounds: [], evidence: "" }),
      "",
    );
    await proposeDecision(idris, filed.reference, hash);
    await refused("conflict", () => sendDecision(alba, filed.reference, hash), /second person/);
    expect(await approveDecision(alba, filed.reference, hash)).toEqual({ sent: true });
  });
});
