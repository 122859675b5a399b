import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { releaseRequest } from "#lib/bundle/release.ts";
import { addDays, dayOf } from "#lib/core/day.ts";
import { drain } from "#lib/worker/drain.ts";
import { type House, openHouse } from "#lib/worker/fixture/house.ts";
import * as way from "#lib/worker/fixture/ways.ts";
import { answerHumanTask } from "./answer-human-task.ts";
import { askAnother } from "./ask-another.ts";
import { askDeskForSilentOwners } from "./ask-desk.ts";
import { readRequestFile } from "./file-view.ts";
import { readHumanTask } from "./human-task.ts";
import { keepTyped } from "./owner-draft.ts";
import { remindOwners } from "./remind-owner.ts";

let house: House;
beforeAll(async () => {
  house = await openHouse(["walkers"]);
});
afterAll(() => house.close());

const today = dayOf(new Date(), "Europe/Dublin");

async function asked() {
  const proven = await way.fileAndProve();
  await drain();
  return { ...proven, token: await way.ownerToken(proven.requestId) };
}
const kept = async (requestId: string) =>
  house.query<{ sealed_draft: unknown; sealed_ask: unknown; answer: string | null }>(
    "select sealed_draft, sealed_ask, answer from human_task h join task t on t.id = h.task_id where t.request_id = $1 and asked_of = 'owner'",
    [requestId],
  );
async function recordsOf({ person, reference }: Awaited<ReturnType<typeof asked>>) {
  const { version } = await readRequestFile(way.operator, reference);
  await releaseRequest(way.operator, reference, { version, partly: false });
  await drain();
  return way.recordsOf(await way.openedBundle(person, reference, 1));
}
const mina = "mina.okafor@example.com";

describe("rows that an owner types", () => {
  it("stand in a table for each collection, with the columns that a person may see", async () => {
    const { token } = await asked();
    const question = await readHumanTask(token);
    expect(question.tables.map((table) => [table.label, table.columns.map((one) => one.name)])).toEqual([
      ["Your membership", ["no", "email", "since"]],
      ["Walks you joined", ["member", "mail", "walk"]],
    ]);
    expect(question.tables.map((table) => table.rows.length)).toEqual([3, 3]);
    expect(question.hasDraft).toBe(false);
  });

  it("are kept when more rows are asked for, sealed, and by no one but the link", async () => {
    const { token, requestId } = await asked();
    const rows = [["7", mina, "canary-since"]];
    await keepTyped(
      token,
      [
        { collection: "members", rows },
        { collection: "elsewhere", rows },
      ],
      { more: "members" },
    );
    const [members, walks] = (await readHumanTask(token)).tables;
    expect(members?.rows).toEqual([rows[0], ...Array.from({ length: 5 }, () => ["", "", ""])]);
    expect(walks?.rows).toHaveLength(3);
    expect((await kept(requestId)).map((row) => String(row.sealed_draft))).not.toContain("canary-since");
    await expect(keepTyped("no-such-link", [], {})).rejects.toMatchObject({ code: "not_found" });
    const many = Array.from({ length: 201 }, () => ["", "", ""]);
    await expect(keepTyped(token, [{ collection: "walks", rows: many }], {})).rejects.toMatchObject({
      code: "invalid",
    });
  });

  it("are told apart row by row where something is wrong, and nothing typed is lost", async () => {
    const one = await asked();
    const members = {
      collection: "members",
      rows: [
        ["7", mina, "2019"],
        ["", " ", ""],
      ],
    };
    const walks = {
      collection: "walks",
      rows: [
        ["7", mina, 'canary "north", walk'],
        ["8", "noor.haddad@example.net", "south"],
        ["7", "", "=1+1"],
      ],
    };
    const wrong = answerHumanTask(one.token, { kind: "rows", tables: [members, walks] });
    await expect(wrong).rejects.toMatchObject({ code: "invalid" });
    const question = await readHumanTask(one.token);
    expect(question.state).toBe("open");
    expect(question.tables[1]?.rows).toEqual(walks.rows);
    expect(question.tables.map((table) => table.problems.map((problem) => problem.row))).toEqual([[], [1]]);
    expect(JSON.stringify(question.tables[1]?.problems)).not.toContain("noor");

    const right = { ...walks, rows: walks.rows.filter((_, row) => row !== 1) };
    await answerHumanTask(one.token, { kind: "rows", tables: [members, right] });
    expect(await readHumanTask(one.token)).toMatchObject({
      state: "answered",
      answer: "rows",
      tables: [],
      hasDraft: false,
    });
    expect(await kept(one.requestId)).toEqual([{ sealed_draft: null, sealed_ask: null, answer: "rows" }]);
    expect(await recordsOf(one)).toEqual([
      { no: "7", email: mina, since: "2019" },
      { member: "7", mail: mina, walk: 'canary "north", walk' },
      { member: "7", mail: "", walk: "=1+1" },
    ]);
  });

  it("are not kept without end", async () => {
    const { token } = await asked();
    const rows = [["a".repeat(600_000), "", ""]];
    await expect(keepTyped(token, [{ collection: "walks", rows }], {})).rejects.toMatchObject({
      message: "That is too much for the table. Send it as a file.",
    });
  });

  it("must be some: empty tables are no answer", async () => {
    const { token } = await asked();
    const empty = [{ collection: "members", rows: [["", "", " "]] }];
    await expect(answerHumanTask(token, { kind: "rows", tables: empty })).rejects.toMatchObject({
      message: "Type at least one row, or answer that you found nothing.",
    });
    await answerHumanTask(token, { kind: "nothing" });
    await expect(keepTyped(token, empty, {})).rejects.toMatchObject({ code: "conflict" });
  });
});

describe("files of one answer", () => {
  it("may be one for each collection", async () => {
    const one = await asked();
    await answerHumanTask(one.token, {
      kind: "file",
      bytes: way.upload("walk,mail,member", `north,${mina},7`),
      more: [way.upload("no,email,since", `7,${mina},2019`)],
    });
    expect((await recordsOf(one)).map((record) => Object.keys(record).sort().join())).toEqual(
      ["mail,member,walk", "email,no,since"].sort(),
    );
  });

  it("are refused where two are about the same collection, or one names somebody else", async () => {
    const { token, requestId } = await asked();
    const file = () => way.upload("no,email,since", `7,${mina},2019`);
    await expect(
      answerHumanTask(token, { kind: "file", bytes: file(), more: [file()] }),
    ).rejects.toMatchObject({
      message: "Two of the files have the same headings. Put their rows into one file and send that.",
    });
    const other = way.upload("member,mail,walk", "8,noor.haddad@example.net,south");
    await expect(
      answerHumanTask(token, { kind: "file", bytes: file(), more: [other] }),
    ).rejects.toMatchObject({ code: "invalid" });
    expect(await kept(requestId)).toMatchObject([{ answer: null }]);
    expect((await readHumanTask(token)).state).toBe("open");
  });
});

describe("an owner who does not answer", () => {
  const owed = async (requestId: string) =>
    (await way.owedTo(requestId)).filter((mail) => mail.kind.startsWith("owner_"));
  const dueIn = (requestId: string, days: number, askedDaysAgo = 5) =>
    house.query(
      `update human_task set due_day = $2, expires_at = now() + make_interval(days => $3)
         where task_id in (select id from task where request_id = $1) and asked_of = 'owner'`,
      [requestId, addDays(today, days), 60 - askedDaysAgo],
    );

  it("is reminded once before the due day and once when it has come, with the link of the first mail", async () => {
    const one = await asked();
    await dueIn(one.requestId, 8);
    await remindOwners();
    expect((await owed(one.requestId)).map((mail) => mail.kind)).toEqual(["owner_task"]);
    await dueIn(one.requestId, 3);
    await remindOwners();
    await Promise.all([remindOwners(), remindOwners()]);
    expect((await owed(one.requestId)).map((mail) => mail.kind)).toEqual(["owner_task", "owner_reminder"]);
    await dueIn(one.requestId, 0);
    await Promise.all([remindOwners(), remindOwners()]);
    const mails = await owed(one.requestId);
    expect(mails.map((mail) => [mail.kind, mail.to])).toEqual([
      ["owner_task", "uma@example.net"],
      ["owner_reminder", "uma@example.net"],
      ["owner_due", "uma@example.net"],
    ]);
    expect(new Set(mails.map((mail) => mail.vars.link)).size).toBe(1);
    expect(JSON.stringify(mails)).not.toMatch(/mina|okafor/i);
    expect((await readHumanTask(one.token)).state).toBe("open");
  });

  it("is left in peace on the day they were asked, and once they have answered", async () => {
    const fresh = await asked();
    await dueIn(fresh.requestId, 0, 0);
    const done = await asked();
    await answerHumanTask(done.token, { kind: "nothing" });
    await dueIn(done.requestId, 0);
    await remindOwners();
    for (const { requestId } of [fresh, done])
      expect((await owed(requestId)).map((mail) => mail.kind)).toEqual(["owner_task"]);
  });

  it("is not reminded once somebody else is asked, who is", async () => {
    const one = await asked();
    const [task] = (await readRequestFile(way.operator, one.reference)).humanTasks;
    await askAnother(way.operator, task?.id ?? "", { name: "Vera", email: "vera@example.net" });
    await dueIn(one.requestId, 1);
    await remindOwners();
    expect((await owed(one.requestId)).map((mail) => [mail.kind, mail.to])).toEqual([
      ["owner_task", "uma@example.net"],
      ["owner_task", "vera@example.net"],
      ["owner_reminder", "vera@example.net"],
    ]);
  });

  it("is brought before the desk the day after, and the privacy team is told once", async () => {
    const one = await asked();
    await dueIn(one.requestId, -1);
    await askDeskForSilentOwners();
    await askDeskForSilentOwners();
    const told = (await owed(one.requestId)).filter((mail) => mail.kind === "owner_silent");
    expect(told.map((mail) => [mail.to, mail.vars.reference])).toEqual([
      ["privacy@example.com", one.reference],
    ]);
    const { humanTasks } = await readRequestFile(way.operator, one.reference);
    expect(humanTasks.map((task) => task.title)).toContain("Nobody has answered for Hiking club");
  });

  it("who says that it is not theirs leaves their words to the desk, which asks another", async () => {
    const one = await asked();
    await answerHumanTask(one.token, { kind: "not_mine", note: "Ask Vera, she took over." });
    const before = await readRequestFile(way.operator, one.reference);
    expect(JSON.stringify(before.humanTasks)).toContain("Ask Vera, she took over.");
    const open = before.humanTasks.find((task) => task.answer === null);
    await askAnother(way.operator, open?.id ?? "", { name: "Vera", email: "vera@example.net" });
    const token = await way.ownerToken(one.requestId);
    await answerHumanTask(token, {
      kind: "rows",
      tables: [{ collection: "members", rows: [["7", mina, ""]] }],
    });
    expect((await readRequestFile(way.operator, one.reference)).status).toBe("reviewing");
  });
});
