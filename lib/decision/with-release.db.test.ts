import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { releaseRequest } from "#lib/bundle/release.ts";
import type { Actor } from "#lib/core/actor.ts";
import { answerHumanTask } from "#lib/fanout/answer-human-task.ts";
import { readRequestFile } from "#lib/fanout/file-view.ts";
import { recordAct } from "#lib/fanout/record-act.ts";
import { drain } from "#lib/worker/drain.ts";
import { type House, openHouse } from "#lib/worker/fixture/house.ts";
import * as way from "#lib/worker/fixture/ways.ts";
import { draftDecision, dropDecision } from "./draft.ts";
import { affirmed, kindsOwed, looks, member, unfounded } from "./fixture/decisions.ts";
import { proposeDecision, sendDecision } from "./propose.ts";
import { readDecision } from "./view.ts";

let house: House;
let alba: Actor;
let idris: Actor;
const look = {} as ReturnType<typeof looks>;
const refused: typeof look.refused = (...given) => look.refused(...given);

beforeAll(async () => {
  house = await openHouse(["newsletter", "loyalty"]);
  Object.assign(look, looks(house));
  [alba, idris] = await Promise.all([member("Alba", "officer"), member("Idris", "analyst")]);
});
afterAll(() => house.close());

describe("with the release", () => {
  const version = async (requestId: string) =>
    (await house.query<{ version: number }>("select version from request where id = $1", [requestId]))[0]
      ?.version ?? 0;
  const release = async (reference: string, requestId: string) =>
    releaseRequest(alba, reference, { version: await version(requestId), partly: false });

  async function byHand(
    outcomes: readonly ("done" | "nothing_held" | "refused")[],
    right = "objection" as const,
  ) {
    const filed = await way.fileAndProve({ right, objects: "marketing" });
    await drain();
    const { humanTasks } = await readRequestFile(way.operator, filed.reference);
    for (const [at, human] of humanTasks.entries())
      await recordAct(idris, human.id, {
        outcome: outcomes[at] ?? "done",
        note: "As the system's manual says.",
      });
    return filed;
  }

  it("what all systems did is told as granted, with what was done where", async () => {
    const { requestId, reference } = await byHand(["done", "nothing_held"]);
    await release(reference, requestId);
    const mail = (await way.owedTo(requestId)).find((one) => one.kind === "granted");
    const facts = JSON.parse(mail?.vars.facts ?? "{}") as { contents: Record<string, string> };
    expect(facts.contents.what_was_provided).toMatch(
      /^We stopped the use that you do not want here: Newsletter\.$/i,
    );
    expect(await look.decisionsOf(requestId)).toMatchObject([{ state: "sent", outcome: "granted" }]);
    expect(await look.statusOf(requestId)).toBe("ready");
    expect(await kindsOwed(requestId)).not.toContain("done");
  });

  it("who decides by hand begins with what was done so far, and with nothing where nothing was", async () => {
    const some = await byHand(["done", "refused"]);
    expect((await readDecision(idris, some.reference)).doneSoFar).toBe(
      "We stopped the use that you do not want here: Newsletter.",
    );
    const none = await byHand(["refused", "nothing_held"]);
    expect((await readDecision(idris, none.reference)).doneSoFar).toBe("");
    await draftDecision(idris, some.reference, unfounded({ outcome: "partly", provided: "Ours." }), "");
    expect(await readDecision(idris, some.reference)).toMatchObject({
      doneSoFar: "",
      work: { content: { provided: "Ours." } },
    });
  });

  it("nothing held anywhere is told as such, for an objection and for a copy", async () => {
    const gone = await byHand(["nothing_held", "nothing_held"]);
    await release(gone.reference, gone.requestId);
    expect(await kindsOwed(gone.requestId)).toContain("not_held");
    expect(
      await house.query("select response from request_record where request_id = $1", [gone.requestId]),
    ).toEqual([{ response: "not_held" }]);
    const copy = await way.fileAndProve({ email: "nobody.known@example.com" });
    await drain();
    if ((await look.statusOf(copy.requestId)) === "collecting")
      await answerHumanTask(await way.ownerToken(copy.requestId), { kind: "nothing" });
    await release(copy.reference, copy.requestId);
    expect(await kindsOwed(copy.requestId)).toContain("not_held");
    await drain();
    expect(await look.statusOf(copy.requestId)).toBe("ready");
  });

  it("where a system refused, nothing goes out before a decision says why; then the rest is told as done", async () => {
    const { requestId, reference } = await byHand(["done", "refused"]);
    const file = await readRequestFile(alba, reference);
    expect(file.may.release).toBe(false);
    expect(file.blocking.join()).toMatch(/refused\. Decide on which ground/);
    await refused("conflict", () => release(reference, requestId), /Decide on which ground/);
    const partly = unfounded({
      outcome: "partly",
      grounds: [affirmed("EU_GDPR", "objection", "compelling_grounds")],
      evidence: "The list of unpaid invoices is needed in a suit before the district court.",
      reasons: [
        { group: "Invoices", text: "We need your unpaid invoices for a suit that is before a court." },
      ],
      provided: "We stopped using your data in the newsletter.",
    });
    const whole = { ...partly, outcome: "refused" };
    const first = await draftDecision(idris, reference, whole, "");
    await refused("conflict", () => proposeDecision(idris, reference, first.hash), /choose “partly”/);
    const { hash } = await draftDecision(idris, reference, partly, first.hash);
    await refused("conflict", () => release(reference, requestId), /being written/);
    await proposeDecision(idris, reference, hash);
    await refused("conflict", () => sendDecision(alba, reference, hash), /when it is released/);
    await release(reference, requestId);
    const mail = (await way.owedTo(requestId)).find((one) => one.kind === "partial_refusal");
    expect(mail?.vars.facts).toContain("before a court");
    expect(await look.decisionsOf(requestId)).toMatchObject([{ state: "sent", outcome: "partly" }]);
    expect(
      await house.query("select response, basis from request_record where request_id = $1", [requestId]),
    ).toEqual([{ response: "complied_partly", basis: ["compelling_grounds"] }]);
  });

  it("a decision that says otherwise than the systems is not told", async () => {
    const { requestId, reference } = await byHand(["done", "nothing_held"]);
    const nothing = unfounded({ outcome: "not_held", grounds: [], evidence: "", reasons: [] });
    const { hash } = await draftDecision(idris, reference, nothing, "");
    await refused("conflict", () => proposeDecision(idris, reference, hash), /did hold something/);
    await dropDecision(idris, reference);
    await dropDecision(idris, reference);
    await release(reference, requestId);
    expect((await look.decisionsOf(requestId)).map(({ state }) => state)).toEqual(["dropped", "sent"]);
  });

  it("an opt-out that was followed is confirmed", async () => {
    const filed = await way.file({ right: "opt_out" });
    await drain();
    const { humanTasks } = await readRequestFile(way.operator, filed.reference);
    for (const human of humanTasks)
      await recordAct(idris, human.id, { outcome: "done", note: "Off the list." });
    await release(filed.reference, filed.requestId);
    expect(await kindsOwed(filed.requestId)).toContain("opt_out_done");
  });
});
