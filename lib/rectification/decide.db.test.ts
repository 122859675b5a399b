import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { request } from "#drizzle/schema/request.ts";
import { releaseRequest } from "#lib/bundle/release.ts";
import { database } from "#lib/db/database.ts";
import { draftDecision } from "#lib/decision/draft.ts";
import { affirmed } from "#lib/decision/fixture/decisions.ts";
import { proposeDecision } from "#lib/decision/propose.ts";
import { readRequestFile } from "#lib/fanout/file-view.ts";
import type { Answers } from "#lib/request/answers.ts";
import { answersContext, answersOf } from "#lib/request/sealed.ts";
import { keyOf } from "#lib/vault/request-key.ts";
import { seal } from "#lib/vault/seal.ts";
import { drain } from "#lib/worker/drain.ts";
import * as way from "#lib/worker/fixture/ways.ts";
import { addCorrection, withdrawCorrection } from "./corrections.ts";
import { addStatement, decideCorrection, type Verdict } from "./decide.ts";
import { addCorrectionDocument, viewCorrectionDocument } from "./documents.ts";
import { approved, asked, granted, married, moved } from "./fixture/ways.ts";
import { openWorld, type Staff, type World } from "./fixture/world.ts";
import { includeCell } from "./include.ts";
import { planRectification } from "./plan.ts";
import { readPersonRectification, readRectificationDesk } from "./read.ts";
import { disagreementsOf } from "./statements.ts";

let world: World;
let walt: Staff;
let ann: Staff;

beforeAll(async () => {
  world = await openWorld(["shop", "letters"]);
  walt = await world.staff("Walt", "analyst");
  ann = await world.staff("Ann", "approver");
});
afterAll(() => world.close());
beforeEach(() => world.refill());

/** Copies of the same person say it; those of others for whom the same mailbox asks, and older ones, do not. */
async function expectInLaterCopies(reference: string): Promise<void> {
  const [row] = await database().select().from(request).where(eq(request.reference, reference));
  if (row === undefined) throw new Error("the request is missing");
  const said = (change: Partial<typeof row>, until = new Date(Date.now() + 60_000)) =>
    disagreementsOf(database(), { ...row, ...change }, until);
  expect(await said({})).toEqual([
    expect.objectContaining({
      statement: "The register is wrong as well.",
      reference,
      reason: expect.any(String),
    }),
  ]);
  const asked = await answersOf(database(), row);
  const key = await keyOf(database(), row.id);
  const instead = (change: Partial<Answers>) =>
    said({ sealed: seal(key, answersContext(row.id), JSON.stringify({ ...asked, ...change })) });
  expect(await instead({ name: `${asked.name} Another` })).toEqual([]);
  for (const theirName of [asked.name, "Bo Lind"]) {
    expect(await instead({ who: "other", relation: "agent", theirName })).toEqual([]);
  }
  expect(await said({ mailboxToken: Buffer.alloc(32) })).toEqual([]);
  expect(await said({}, new Date(0))).toEqual([]);
}

const refusal = async (reference: string, ground: string): Promise<Extract<Verdict, { grant: false }>> => {
  const found = (await readRectificationDesk(walt, reference)).grounds.find((one) => one.ground === ground);
  return {
    grant: false,
    ground,
    affirmed: found?.conditions ?? [],
    reason: "The register of births says the name that we hold.",
    weighed: ["person_word", "own_documents"],
    ownDocuments: "A copy of the register of births, of 3 March.",
  };
};

describe("a refusal of one correction", () => {
  it("needs a ground of the request's laws, all its conditions, what was weighed and a reason", async () => {
    const of = await asked();
    const id = await addCorrection(of.person, of.reference, married);
    const whole = await refusal(of.reference, "data_accurate");
    for (const [change, why] of [
      [{ ground: "ca_accurate_on_totality" }, /No law/],
      [{ affirmed: [] }, /Not affirmed/],
      [{ weighed: ["person_word"] as const }, /weighed/],
      [{ reason: " " }, /person why/],
      [{ ownDocuments: "" }, /documents/],
    ] as const) {
      await expect(decideCorrection(walt, of.reference, id, { ...whole, ...change })).rejects.toMatchObject({
        code: "invalid",
        message: expect.stringMatching(why),
      });
    }
    await expect(decideCorrection(of.person as never, of.reference, id, whole)).rejects.toMatchObject({
      code: "forbidden",
    });
    await decideCorrection(walt, of.reference, id, whole);
    const [seen] = (await readPersonRectification(of.person, of.reference)).corrections;
    expect(seen?.decision).toMatchObject({
      granted: false,
      ground: "data_accurate",
      reason: whole.reason,
      weighed: [],
      ownDocuments: "",
    });
    expect(seen?.decision?.articles[0]?.cite).toContain("16");
  });

  it("of somebody in California is by the totality of the circumstances", async () => {
    const of = await asked({ place: "US-CA" });
    const { grounds } = await readRectificationDesk(walt, of.reference);
    expect(grounds.find((one) => one.ground === "ca_accurate_on_totality")?.cites).toEqual([
      expect.stringContaining("7023(b)"),
    ]);
  });

  it("leaves room for a statement, and the answer goes out in part, with both", async () => {
    const of = await granted(walt, [moved]);
    const id = await addCorrection(of.person, of.reference, married);
    await expect(addStatement(of.person, of.reference, id, "I am right.")).rejects.toMatchObject({
      code: "conflict",
    });
    await decideCorrection(walt, of.reference, id, await refusal(of.reference, "data_accurate"));
    await expect(addStatement(of.person, of.reference, id, "no ".repeat(251))).rejects.toMatchObject({
      code: "invalid",
    });
    await addStatement(of.person, of.reference, id, "The register is wrong as well.");
    await expectInLaterCopies(of.reference);
    await approved(of, walt, [ann]);
    await drain();
    const file = await readRequestFile(way.operator, of.reference);
    expect(file.blocking.join(" ")).toContain("A correction was refused");
    const { answer } = await readRectificationDesk(walt, of.reference);
    expect(answer).toContain("Shop, Street: it said “1 Mill Road”. It now says “9 Harbour Lane”.");
    expect(answer.slice(-2)).toEqual([
      "We did not make correction 2. You find the reason in this letter.",
      "We keep your own words about this with your request.",
    ]);
    const ground = affirmed("EU_GDPR", "rectification", "data_accurate");
    const { hash } = await draftDecision(
      walt,
      of.reference,
      {
        outcome: "partly",
        grounds: [ground],
        evidence: "A copy of the register of births, of 3 March.",
        reasons: [{ group: "Your name", text: "The register of births says the name that we hold." }],
        provided: answer.join("\n"),
        also: {},
        note: "",
      },
      "",
    );
    await proposeDecision(walt, of.reference, hash);
    const { version } = await readRequestFile(way.operator, of.reference);
    await releaseRequest(ann, of.reference, { version, partly: false });
    expect((await way.owedTo(of.requestId)).map((one) => one.kind)).toContain("partial_refusal");
  });
});

describe("one correction", () => {
  it("of a field that is never changed says so before anything is asked, and secrets are no fields", async () => {
    const of = await asked();
    const field = (name: string) =>
      addCorrection(of.person, of.reference, {
        field: name,
        wrong: [],
        wanted: { value: "x" },
        explanation: "",
      });
    await expect(field("shop.people.born")).rejects.toMatchObject({
      code: "invalid",
      message: expect.stringContaining("proven by a passport"),
    });
    await expect(field("shop.people.secret")).rejects.toMatchObject({ code: "invalid" });
    await expect(
      addCorrection(of.person, of.reference, { ...moved, wanted: { "contact.email": "a@example.com" } }),
    ).rejects.toMatchObject({ code: "invalid" });
    await expect(
      addCorrection(of.person, of.reference, { ...moved, explanation: "\u202etxet" }),
    ).rejects.toMatchObject({ code: "invalid" });
  });

  it("may say that one system is right: what that says goes everywhere else", async () => {
    world.letters("update readers set reader = 'Okafor, Mina Ada' where id = 1");
    const of = await granted(walt, [
      {
        fact: "person.full_name",
        wrong: [{ "person.full_name": "Mina Okafor" }],
        rightSystem: "letters",
        explanation: "",
      },
    ]);
    await approved(of, walt, [ann]);
    await drain();
    expect((await world.shop.query("select name from people where id = 1")).rows).toEqual([
      { name: "Mina Ada Okafor" },
    ]);
    expect(world.letters("select reader from readers where id = 1")).toEqual([
      { reader: "Okafor, Mina Ada" },
    ]);
  });

  it("can be taken back, with documents that only staff look at", async () => {
    const of = await asked();
    const id = await addCorrection(of.person, of.reference, moved);
    await expect(
      addCorrectionDocument(of.person, of.reference, id, Buffer.from("<html>")),
    ).rejects.toMatchObject({ code: "invalid" });
    await addCorrectionDocument(of.person, of.reference, id, Buffer.from("%PDF-1.7 a bill"));
    const [seen] = (await readRectificationDesk(walt, of.reference)).corrections;
    const shown = await viewCorrectionDocument(walt, of.reference, seen?.documents[0]?.id ?? "");
    const bytes: Uint8Array[] = [];
    for await (const piece of shown.stream) bytes.push(piece);
    expect(Buffer.concat(bytes).toString()).toBe("%PDF-1.7 a bill");
    await expect(
      viewCorrectionDocument(of.person, of.reference, seen?.documents[0]?.id ?? ""),
    ).rejects.toMatchObject({ code: "not_found" });
    await withdrawCorrection(of.person, of.reference, id);
    expect((await readPersonRectification(of.person, of.reference)).corrections[0]?.state).toBe("withdrawn");
  });

  it("suggests that the data is restricted while it is open who is right", async () => {
    const of = await asked();
    const before = await readPersonRectification(of.person, of.reference);
    await addCorrection(of.person, of.reference, moved);
    const after = await readPersonRectification(of.person, of.reference);
    expect([before.suggestsRestriction, after.suggestsRestriction]).toEqual([false, true]);
  });
});

it("a value that says a third thing stays, unless staff take it into the plan, which is another plan then", async () => {
  const of = await granted(walt, [moved]);
  await planRectification(walt, of.reference);
  await drain();
  const before = (await readRectificationDesk(walt, of.reference)).plan;
  const shop = before?.systems.find((one) => one.systemId === "shop");
  const third = shop?.cells.filter((one) => one.state === "left") ?? [];
  expect(third.map((one) => one.before)).toEqual(["4 Quay Street", "Cork", "T12 AB34"]);
  for (const one of third) await includeCell(walt, one.id, true);
  const after = (await readRectificationDesk(walt, of.reference)).plan;
  expect(after?.hash).not.toBe(before?.hash);
  const { approveRectification } = await import("./approve.ts");
  await expect(
    approveRectification(ann, after?.id ?? "", { hash: before?.hash ?? "" }),
  ).rejects.toMatchObject({ code: "conflict" });
  await approveRectification(ann, after?.id ?? "", { hash: after?.hash ?? "" });
  await expect(includeCell(walt, third[0]?.id ?? "", false)).rejects.toMatchObject({ code: "conflict" });
  await drain();
  expect((await world.shop.query("select distinct street from addresses where person_id = 1")).rows).toEqual([
    { street: "9 Harbour Lane" },
  ]);
});
