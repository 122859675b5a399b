import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { releaseRequest } from "#lib/bundle/release.ts";
import { drain } from "#lib/worker/drain.ts";
import { type House, openHouse } from "#lib/worker/fixture/house.ts";
import { family } from "#lib/worker/fixture/systems.ts";
import * as way from "#lib/worker/fixture/ways.ts";
import { answerHumanTask, type OwnerAnswer } from "./answer-human-task.ts";
import { askAnother } from "./ask-another.ts";
import { decideShared } from "./decide-shared.ts";
import { readRequestFile } from "./file-view.ts";
import { readHumanTask } from "./human-task.ts";
import { recordAct } from "./record-act.ts";

let house: House;

beforeAll(async () => {
  house = await openHouse(["shop", "newsletter", "loyalty"]);
});
afterAll(() => house.close());

async function walked(change: Parameters<typeof way.fileAndProve>[0] = {}) {
  const proven = await way.fileAndProve(change);
  await drain();
  return proven;
}

async function asked(change: Parameters<typeof way.fileAndProve>[0] = {}) {
  const proven = await walked(change);
  return { ...proven, token: await way.ownerToken(proven.requestId) };
}

const loyaltyOf = async (reference: string) =>
  (await readRequestFile(way.operator, reference)).systems.find((one) => one.systemId === "loyalty");

async function bundleOf({ person, reference }: Awaited<ReturnType<typeof walked>>, number = 1) {
  const { version, status } = await readRequestFile(way.operator, reference);
  await releaseRequest(way.operator, reference, { version, partly: status === "collecting" });
  await drain();
  return way.recordsOf(await way.openedBundle(person, reference, number));
}

describe("the owner of a system, behind a link", () => {
  it("sees only what is needed to look the person up, and nothing once they have answered", async () => {
    const { token, reference } = await asked();
    const question = await readHumanTask(token);
    expect(question).toMatchObject({
      state: "open",
      systemTitle: "Loyalty cards",
      accepts: "csv",
      answer: null,
    });
    expect(question.about.map((known) => known.value).sort()).toEqual([
      "C-1001",
      "mina.new@example.com",
      "mina.okafor@example.com",
    ]);
    expect(JSON.stringify(question)).not.toContain(reference);
    await answerHumanTask(token, { kind: "nothing" });
    expect(await readHumanTask(token)).toMatchObject({ state: "answered", about: [], answer: "nothing" });
    expect((await loyaltyOf(reference))?.state).toBe("nothing_held");
  });

  const bad: [string, () => OwnerAnswer][] = [
    ["a spreadsheet", () => ({ kind: "file", bytes: way.upload("PK\u0003\u0004") })],
    ["an empty file", () => ({ kind: "file", bytes: way.upload() })],
    [
      "a column that is not in the map",
      () => ({ kind: "file", bytes: way.upload("card_no,shoe_size", "1,42") }),
    ],
    [
      "a line with a column too many",
      () => ({ kind: "file", bytes: way.upload("card_no,what", "1,a", "1,a,b") }),
    ],
    [
      "somebody else's rows",
      () => ({ kind: "file", bytes: way.upload("card_no,email,what", "1,noor.haddad@example.net,a") }),
    ],
    ["an open quote", () => ({ kind: "file", bytes: way.upload("card_no,what", '1,"a') })],
    [
      "a file that stops being UTF-8 in the middle",
      () => ({
        kind: "file",
        bytes: (async function* () {
          yield Buffer.from("card_no,what\n1,a\n");
          yield Buffer.from([0xff, 0xfe, 0x0a]);
        })(),
      }),
    ],
    [
      "an upload that breaks off",
      () => ({
        kind: "file",
        bytes: (async function* () {
          yield Buffer.from("card_no,what\n1,a\n");
          throw new Error("the connection was cut");
        })(),
      }),
    ],
  ];

  it.each(bad)("who sends %s is told so, and nothing changes", async (_what, answer) => {
    const { token, requestId, reference } = await asked();
    const before = await house.query("select * from task where request_id = $1 order by position", [
      requestId,
    ]);
    await expect(answerHumanTask(token, answer())).rejects.toThrow();
    expect(
      await house.query("select * from task where request_id = $1 order by position", [requestId]),
    ).toEqual(before);
    expect(
      await house.query(
        "select 1 from finding f join task t on t.id = f.task_id where t.request_id = $1 and t.system_id = 'loyalty'",
        [requestId],
      ),
    ).toEqual([]);
    expect((await readHumanTask(token)).state).toBe("open");
    await answerHumanTask(token, { kind: "file", bytes: way.upload("card_no,what", "1,boots") });
    expect(await loyaltyOf(reference)).toMatchObject({ state: "found", records: 1 });
  });

  it("answers once: a second answer conflicts, and of two at the same time one counts", async () => {
    const { token, requestId } = await asked();
    const both = await Promise.allSettled([
      answerHumanTask(token, { kind: "file", bytes: way.upload("card_no", "1") }),
      answerHumanTask(token, { kind: "nothing" }),
    ]);
    expect(both.map((one) => one.status).sort()).toEqual(["fulfilled", "rejected"]);
    await expect(answerHumanTask(token, { kind: "nothing" })).rejects.toMatchObject({ code: "conflict" });
    expect(
      await house.query("select 1 from audit_event where chain = $1 and kind = 'person_answered'", [
        requestId,
      ]),
    ).toHaveLength(1);
  });

  it("who is not the right one hands the question to the desk", async () => {
    const { token, reference } = await asked();
    await answerHumanTask(token, { kind: "not_mine", note: "Ask Bo, he has the sheet." });
    const file = await readRequestFile(way.operator, reference);
    expect(file.status).toBe("collecting");
    const desk = file.humanTasks.find((one) => one.askedOf === "desk");
    expect(file.humanTasks.find((one) => one.askedOf === "owner")?.answer).toBe(
      "not mine: Ask Bo, he has the sheet.",
    );
    await recordAct(way.operator, desk?.id ?? "", { outcome: "nothing_held", note: "Bo looked: nothing." });
    expect((await readRequestFile(way.operator, reference)).status).toBe("reviewing");
  });

  it("may be somebody else: the desk asks them, and the first link is dead", async () => {
    const { token, reference, requestId } = await asked();
    await answerHumanTask(token, { kind: "not_mine", note: "Ask Bo." });
    const desk = (await readRequestFile(way.operator, reference)).humanTasks.find((one) => one.mayAskAnother);
    const id = desk?.id ?? "";
    expect(desk?.outcomes).toEqual(["nothing_held"]);
    await expect(recordAct(way.operator, id, { outcome: "done", note: "It is here." })).rejects.toMatchObject(
      {
        code: "invalid",
      },
    );
    await expect(askAnother(way.operator, id, { name: "Bo", email: "bo" })).rejects.toMatchObject({
      code: "invalid",
    });
    await askAnother(way.operator, id, { name: "Bo", email: "bo@example.net" });
    await expect(askAnother(way.operator, id, { name: "Bo", email: "bo@example.net" })).rejects.toMatchObject(
      {
        code: "conflict",
      },
    );
    const again = await way.ownerToken(requestId);
    expect(again).not.toBe(token);
    expect((await readHumanTask(again)).state).toBe("open");
    expect((await readHumanTask(token)).state).toBe("answered");
    await expect(answerHumanTask(again, { kind: "done", note: "Found." })).rejects.toMatchObject({
      code: "invalid",
    });
    await answerHumanTask(again, { kind: "file", bytes: way.upload("card_no,what", "9,canary-mina socks") });
    expect((await readRequestFile(way.operator, reference)).status).toBe("reviewing");
  });

  it("finds the link dead after its day", async () => {
    const { token, requestId } = await asked();
    await house.query(
      "update human_task set expires_at = now() - interval '1 second' where task_id in (select id from task where request_id = $1)",
      [requestId],
    );
    expect(await readHumanTask(token)).toMatchObject({ state: "expired", about: [] });
    await expect(answerHumanTask(token, { kind: "nothing" })).rejects.toMatchObject({ code: "gone" });
  });
});

describe("an identifier that leads to several people", () => {
  const byFamily = { email: family.email, name: "Ada Lind" };

  it("stops the walk there, and a decision lets it go on for the one who asks", async () => {
    const one = await walked(byFamily);
    const file = await readRequestFile(way.operator, one.reference);
    expect(file.systems.find((system) => system.systemId === "shop")).toMatchObject({
      state: "needs_decision",
      records: 0,
    });
    expect(file.identifiers).toHaveLength(1);
    const [shared] = file.sharedIdentifiers;
    expect(shared?.keys.toSorted()).toEqual(family.numbers);
    const sharedId = shared?.id ?? "";
    for (const wrong of [
      { keys: ["C-1001"], reason: "x" },
      { keys: ["C-1003"], reason: " " },
    ]) {
      await expect(decideShared(way.operator, { sharedId, ...wrong })).rejects.toMatchObject({
        code: "invalid",
      });
    }
    // Nobody is asked by an address that several people share, and owners are asked after the decision.
    expect(file.humanTasks).toEqual([]);
    expect(file.systems.find((system) => system.systemId === "newsletter")?.records).toBe(0);
    await decideShared(way.operator, { sharedId, keys: ["C-1003"], reason: "She knew the order." });
    await expect(
      decideShared(way.operator, { sharedId, keys: ["C-1004"], reason: "No." }),
    ).rejects.toMatchObject({ code: "conflict" });
    await drain();
    const after = await readRequestFile(way.operator, one.reference);
    expect(after.systems.find((system) => system.systemId === "shop")).toMatchObject({
      state: "found",
      records: 2,
    });
    expect(after.identifiers.map((known) => known.path.join(" < "))).toContain(
      "email: proven by code < customer number: Shop",
    );
    expect(after.status).toBe("collecting");
    const token = await way.ownerToken(one.requestId);
    expect((await readHumanTask(token)).about).toEqual([{ kind: "customer_number", value: "C-1003" }]);
    await answerHumanTask(token, {
      kind: "file",
      bytes: way.upload("card_no,what", "5,canary-ada card"),
    });
    expect((await readRequestFile(way.operator, one.reference)).status).toBe("reviewing");
    const records = (await bundleOf(one)).map((record) => JSON.stringify(record));
    expect(records.join()).not.toContain("canary-bo");
    expect(records.filter((text) => text.includes("canary-ada"))).toHaveLength(2);
  });

  it("is used again everywhere once staff found that all its records are one person's", async () => {
    const one = await walked(byFamily);
    const [shared] = (await readRequestFile(way.operator, one.reference)).sharedIdentifiers;
    await decideShared(way.operator, {
      sharedId: shared?.id ?? "",
      keys: family.numbers,
      reason: "Two accounts.",
    });
    await drain();
    const file = await readRequestFile(way.operator, one.reference);
    expect(file.systems.map((system) => system.records)).toEqual([4, 1, 0]);
  });

  it("is stopped where the system that yields it knows somebody else by it", async () => {
    // Cara's subscription names the family's address; the newsletter knows a stranger under that address.
    const one = await walked({ email: "cara.lind@example.net", name: "Cara Lind" });
    const file = await readRequestFile(way.operator, one.reference);
    expect(file.systems.find((system) => system.systemId === "newsletter")?.state).toBe("needs_decision");
    const [shared] = file.sharedIdentifiers;
    expect(shared?.keys.toSorted()).toEqual(["13", "14"]);
    await decideShared(way.operator, { sharedId: shared?.id ?? "", keys: ["13"], reason: "14 is not Cara." });
    await drain();
    await answerHumanTask(await way.ownerToken(one.requestId), { kind: "nothing" });
    const records = (await bundleOf(one)).map((record) => JSON.stringify(record));
    expect(records).toHaveLength(1);
    expect(records[0]).toContain("canary-cara");
  });

  it("may be decided to be nobody who asks: then that system holds nothing", async () => {
    const one = await walked(byFamily);
    const [shared] = (await readRequestFile(way.operator, one.reference)).sharedIdentifiers;
    await decideShared(way.operator, {
      sharedId: shared?.id ?? "",
      keys: [],
      reason: "Neither of them asked.",
    });
    await drain();
    const file = await readRequestFile(way.operator, one.reference);
    expect(file.systems.map((system) => system.state)).toEqual([
      "nothing_held",
      "nothing_held",
      "nothing_held",
    ]);
    expect(await bundleOf(one)).toEqual([]);
  });
});
