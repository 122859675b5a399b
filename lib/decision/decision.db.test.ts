import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { actorName } from "#lib/audit/append.ts";
import type { Actor } from "#lib/core/actor.ts";
import { type House, openHouse } from "#lib/worker/fixture/house.ts";
import * as way from "#lib/worker/fixture/ways.ts";
import { draftDecision } from "./draft.ts";
import {
  affirmed,
  kindsOwed,
  looks,
  member,
  proposed as proposedBy,
  unfounded,
} from "./fixture/decisions.ts";
import { approveDecision, proposeDecision, sendBack, sendDecision } from "./propose.ts";

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

const proposed = (content: unknown, by = idris) => proposedBy(content, by);

describe("a refusal that needs two people", () => {
  it("is proposed, agreed to by another, told, counted and recorded in one go", async () => {
    const { requestId, reference, hash } = await proposed(unfounded());
    expect(await look.statusOf(requestId)).not.toBe("refused");
    await refused("conflict", () => sendDecision(idris, reference, hash), /second person/);
    expect(await approveDecision(alba, reference, hash)).toEqual({ sent: true });
    const [row] = await look.decisionsOf(requestId);
    expect(row).toMatchObject({ state: "sent", outcome: "refused" });
    expect(row?.approved_by).not.toBe(row?.by);
    expect(await look.statusOf(requestId)).toBe("refused");
    const mail = (await way.owedTo(requestId)).find((one) => one.kind === "refusal");
    const facts = JSON.parse(mail?.vars.facts ?? "{}") as {
      contents: Record<string, string>;
      ground: string;
    };
    expect(facts.contents.reasons).toContain("only to make us pay");
    expect(facts.contents.legal_basis).toContain("article 12(5)");
    for (const content of ["complaint_authority", "court", "decided_on", "law"])
      expect(facts.contents, content).toHaveProperty(content);
    // Who decided, and what speaks for it, stay in the house.
    expect(mail?.vars.facts).not.toMatch(/Idris|Alba|500 euros/);
    expect(
      await house.query("select state, late from clock where request_id = $1 and kind = 'answer'", [
        requestId,
      ]),
    ).toEqual([{ state: "done", late: false }]);
    expect(
      await house.query("select response, basis, on_time from request_record where request_id = $1", [
        requestId,
      ]),
    ).toEqual([{ response: "denied", basis: ["manifestly_unfounded"], on_time: true }]);
    const events = await house.query<{ kind: string; step: string | null }>(
      "select kind, data->>'step' as step from audit_event where chain = $1 and kind in ('decision', 'refused') order by position",
      [requestId],
    );
    expect(events.map(({ kind, step }) => step ?? kind)).toEqual([
      "drafted",
      "proposed",
      "approved",
      "sent",
      "refused",
    ]);
    await refused("conflict", () => approveDecision(ravi, reference, hash));
    await refused("conflict", () => draftDecision(idris, reference, unfounded(), ""));
  });

  it("is not agreed to by its author, nor by who may not", async () => {
    const { reference, hash } = await proposed(unfounded(), alba);
    await refused("forbidden", () => approveDecision(alba, reference, hash), /yourself/);
    for (const actor of [idris, rosa])
      await refused("forbidden", () => approveDecision(actor, reference, hash));
    await refused("forbidden", () => approveDecision(way.operator, reference, hash), /each by name/);
    await refused("not_found", () => approveDecision(way.newVisitor(), reference, hash));
    expect(await approveDecision(ravi, reference, hash)).toEqual({ sent: true });
  });

  it("is not agreed to once deleting has begun", async () => {
    const { requestId, reference, hash } = await proposed(unfounded());
    await house.query(
      `insert into erasure (request_id, number, state, as_of, made_by, hash, totals, first_by, second_by, wait_until, started_at)
         values ($1, 1, 'acting', current_date, 'worker', '\\x00', '{}', 'staff/a', 'staff/b', now(), now())`,
      [requestId],
    );
    await refused("conflict", () => approveDecision(ravi, reference, hash), /Deleting has begun/);
  });

  it("is agreed to once, of two at the same moment", async () => {
    const { requestId, reference, hash } = await proposed(unfounded());
    const done = await Promise.allSettled(
      [alba, ravi].map((actor) => approveDecision(actor, reference, hash)),
    );
    expect(done.map((one) => one.status).sort()).toEqual(["fulfilled", "rejected"]);
    expect((await kindsOwed(requestId)).filter((kind) => kind === "refusal")).toHaveLength(1);
  });

  it("is void once anything of it changed: the words, the hash that was seen, the law", async () => {
    const { requestId, reference, hash } = await proposed(unfounded());
    await refused("conflict", () =>
      approveDecision(
        alba,
        reference,
        hash.replace(/^./, (c) => (c === "0" ? "1" : "0")),
      ),
    );
    await refused(
      "conflict",
      () =>
        draftDecision(
          idris,
          reference,
          unfounded({ grounds: [affirmed("EU_GDPR", "access", "cannot_identify")] }),
          hash,
        ),
      /proposed already/,
    );
    // Another text under the same row, by who owns the database.
    const other = await proposed(
      unfounded({ evidence: "Something else entirely, written afterwards by somebody." }),
    );
    const [kept] = await house.query<{ sealed: Buffer }>(
      "select sealed from decision where request_id = $1",
      [requestId],
    );
    await house.query(
      "update decision set sealed = (select sealed from decision where request_id = $2) where request_id = $1",
      [requestId, other.requestId],
    );
    await expect(approveDecision(alba, reference, hash)).rejects.toThrow();
    await house.query("update decision set sealed = $2 where request_id = $1", [requestId, kept?.sealed]);
    await house.query("update request_law set rule_version = 'EU_GDPR@9' where request_id = $1", [requestId]);
    await expect(approveDecision(alba, reference, hash)).rejects.toThrow();
    await house.query("update request_law set rule_version = 'EU_GDPR@1' where request_id = $1", [requestId]);
    await house.query("update request set language = 'de' where id = $1", [requestId]);
    await refused("conflict", () => approveDecision(alba, reference, hash), /changed after it was kept/);
    await house.query("update request set language = 'en' where id = $1", [requestId]);
    expect(await approveDecision(alba, reference, hash)).toEqual({ sent: true });
  });

  it("goes back with a note, is changed, proposed again and only then agreed to", async () => {
    const { requestId, reference, hash } = await proposed(unfounded());
    await refused("invalid", () => sendBack(alba, reference, hash, "  "), /should be different/);
    await refused("forbidden", () => sendBack(rosa, reference, hash, "No."));
    const third = await member("Tomas", "analyst");
    await refused("forbidden", () => sendBack(third, reference, hash, "Not mine to say."));
    await sendBack(alba, reference, hash, "Say when they wrote this.");
    await refused("conflict", () => approveDecision(alba, reference, hash), /not proposed/);
    const better = unfounded({
      evidence: "On 3 November the sender wrote that the only aim is to make us pay.",
    });
    const { hash: next } = await draftDecision(idris, reference, better, hash);
    expect(next).not.toBe(hash);
    await refused("conflict", () => proposeDecision(idris, reference, hash), /since you opened it/);
    await proposeDecision(idris, reference, next);
    await refused("conflict", () => approveDecision(alba, reference, hash));
    // Its author takes it back without a word.
    await sendBack(idris, reference, next, "");
    await proposeDecision(idris, reference, next);
    expect(await approveDecision(alba, reference, next)).toEqual({ sent: true });
    expect(await look.decisionsOf(requestId)).toHaveLength(1);
  });
});

describe("an appeal", () => {
  it("is decided by reasons, by somebody who did not decide what it is about", async () => {
    const before = await proposed(unfounded());
    await approveDecision(alba, before.reference, before.hash);
    const appeal = await way.fileAndProve({ right: "erasure" });
    await house.query("alter table request disable trigger all");
    await house.query("update request set right_asked = 'appeal', about_id = $2 where id = $1", [
      appeal.requestId,
      before.requestId,
    ]);
    await house.query("alter table request enable trigger all");
    const upheld = unfounded({ outcome: "granted", grounds: [], evidence: "" });
    for (const actor of [idris, alba])
      await refused(
        "forbidden",
        () => draftDecision(actor, appeal.reference, upheld, ""),
        /Somebody else must decide/,
      );
    const cleo = await member("Cleo", "analyst");
    const { hash } = await draftDecision(cleo, appeal.reference, upheld, "");
    await proposeDecision(cleo, appeal.reference, hash);
  });

  it("about an answer with data is not decided by who released that answer, though nothing was refused", async () => {
    const original = await way.fileAndProve({ place: "US-VA" });
    const appeal = await way.fileAndProve({ right: "erasure" });
    await house.query(
      "insert into bundle (request_id, number, partial, released_by) values ($1, 1, false, $2)",
      [original.requestId, actorName(idris)],
    );
    await house.query("alter table request disable trigger all");
    await house.query("update request set right_asked = 'appeal', about_id = $2 where id = $1", [
      appeal.requestId,
      original.requestId,
    ]);
    await house.query("alter table request enable trigger all");
    const upheld = {
      outcome: "granted",
      grounds: [],
      evidence: "",
      reasons: [{ group: "The shop", text: "We looked in the shop again and found two orders more." }],
      provided: "",
      also: {},
      note: "",
    };
    await refused("forbidden", () => draftDecision(idris, appeal.reference, upheld, ""), /Somebody else/);
    await draftDecision(alba, appeal.reference, upheld, "");
  });
});

it("the database refuses what the code would not do", async () => {
  const { requestId, hash } = await proposed(unfounded());
  expect(hash).toMatch(/^[0-9a-f]{64}$/);
  await expect(
    house.query("update decision set state = 'sent' where request_id = $1", [requestId]),
  ).rejects.toThrow(/two_for_decision|sent_has_notice/);
  await expect(
    house.query(
      "insert into decision (request_id, outcome, grounds, sealed, hash, needs_second, by) values ($1, 'refused', '[]', 'x', 'x', false, 'x')",
      [requestId],
    ),
  ).rejects.toThrow(/one_open_decision/);
  const all = await house.query<{ text: string }>("select d::text as text from decision d");
  expect(all.map(({ text }) => text).join()).not.toMatch(/euros|invoice|make us pay/i);
});
