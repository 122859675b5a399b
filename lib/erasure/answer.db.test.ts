import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { releaseRequest } from "#lib/bundle/release.ts";
import { draftDecision, dropDecision } from "#lib/decision/draft.ts";
import { affirmed } from "#lib/decision/fixture/decisions.ts";
import { proposeDecision } from "#lib/decision/propose.ts";
import { readRequestFile } from "#lib/fanout/file-view.ts";
import { drain } from "#lib/worker/drain.ts";
import * as way from "#lib/worker/fixture/ways.ts";
import { approveErasure } from "./approve.ts";
import { hashOf } from "./fixture/ways.ts";
import { openWorld, type Staff, type World } from "./fixture/world.ts";
import { planErasure } from "./plan.ts";

let world: World;
let walt: Staff;
let ann: Staff;
let lea: Staff;

beforeAll(async () => {
  world = await openWorld();
  walt = await world.staff("Walt", "analyst");
  ann = await world.staff("Ann", "approver");
  lea = await world.staff("Lea", "officer");
});
afterAll(() => world.close());
beforeEach(() => world.refill(20));

const asks = async (email = "mina.okafor@example.com") => {
  const asked = await way.fileAndProve({ right: "erasure", email });
  await drain();
  return asked;
};
const file = (reference: string) => readRequestFile(way.operator, reference);
async function release(reference: string): Promise<void> {
  await releaseRequest(lea, reference, { version: (await file(reference)).version, partly: false });
}
async function erase(reference: string, requestId: string): Promise<void> {
  const id = await planErasure(walt, reference);
  await drain();
  const hash = await hashOf(requestId);
  for (const one of [ann, lea]) await approveErasure(one, id, { hash });
  await drain();
}
const facts = async (requestId: string, kind: string) => {
  const mail = (await way.owedTo(requestId)).find((one) => one.kind === kind);
  return (JSON.parse(mail?.vars.facts ?? "{}") as { contents?: Record<string, string> }).contents ?? {};
};

describe("a request to be erased", () => {
  it("is located by machine, counted, and nothing of it is copied", async () => {
    const { reference, requestId } = await asks();
    const { systems, status, humanTasks } = await file(reference);
    expect(systems.map((one) => [one.systemId, one.state, one.records])).toEqual([
      ["store", "found", 24],
      ["readers", "found", 1],
    ]);
    expect(humanTasks).toEqual([]);
    expect(status).toBe("reviewing");
    const findings = await world.query(
      "select 1 from finding f join task t on t.id = f.task_id where t.request_id = $1",
      [requestId],
    );
    expect(findings).toEqual([]);
  });

  it("is not answered before the erasure is done, and then says what stays, on a decided ground", async () => {
    const { reference, requestId } = await asks();
    const early = await file(reference);
    expect(early.may.release).toBe(false);
    expect(early.blocking).toEqual([
      "Systems hold data of the person, and no erasure is done. Plan it first.",
    ]);
    await expect(release(reference)).rejects.toMatchObject({ code: "conflict" });
    await erase(reference, requestId);
    const decidedToRefuse = {
      outcome: "refused",
      grounds: [affirmed("EU_GDPR", "erasure", "erasure_exception")],
      evidence: "Section 147 AO, as the plan of the erasure says.",
      reasons: [{ group: "Everything", text: "Tax law makes us keep invoices for ten years." }],
      provided: "",
      also: {},
      note: "",
    };
    const refusing = await draftDecision(lea, reference, decidedToRefuse, "");
    await expect(proposeDecision(lea, reference, refusing.hash)).rejects.toThrow(/Deleting has begun/);
    await dropDecision(lea, reference);
    expect((await file(reference)).blocking).toEqual([
      "Something stays after the erasure. Decide “in part”, on which ground, and tell the person why.",
    ]);
    await expect(release(reference)).rejects.toMatchObject({ code: "conflict" });
    const decided = {
      outcome: "partly",
      grounds: [affirmed("EU_GDPR", "erasure", "erasure_exception")],
      evidence: "Section 147 AO, as the plan of the erasure says.",
      reasons: [{ group: "Your invoices", text: "Tax law makes us keep invoices for ten years." }],
      provided: "We deleted your account, your addresses and your subscription.",
      also: {},
      note: "",
    };
    const { hash } = await draftDecision(lea, reference, decided, "");
    await proposeDecision(lea, reference, hash);
    await release(reference);
    expect((await facts(requestId, "partial_refusal")).what_was_provided).toContain(
      "We deleted your account",
    );
    expect((await file(reference)).status).toBe("ready");
  });

  it("that leaves nothing behind is told as granted, by itself, with the systems", async () => {
    await world.store.query("delete from invoices");
    const { reference, requestId } = await asks();
    await erase(reference, requestId);
    await release(reference);
    expect((await facts(requestId, "granted")).what_was_provided).toBe(
      "We deleted your data here: store, readers.",
    );
  });

  it("of whom no system knows anything is answered without any plan", async () => {
    const { reference, requestId } = await asks("nobody.known@example.net");
    expect((await file(reference)).blocking).toEqual([]);
    await release(reference);
    expect(Object.keys(await facts(requestId, "not_held")).length).toBeGreaterThan(0);
  });

  it("of whom more was found after the erasure was planned is planned again", async () => {
    await world.store.query("delete from invoices");
    const { reference, requestId } = await asks();
    await erase(reference, requestId);
    await world.query("update task set answered_at = now() + interval '1 second' where request_id = $1", [
      requestId,
    ]);
    await expect(release(reference)).rejects.toThrow(/Plan again/);
  });
});
