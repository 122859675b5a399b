import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import type { RowDataPacket } from "mysql2";
import { afterAll, beforeAll, expect, it } from "vitest";
import { json } from "#connectors/conformance/http-system.ts";
import { verifyAudit } from "#lib/audit/verify.ts";
import { releaseRequest } from "#lib/bundle/release.ts";
import { database } from "#lib/db/database.ts";
import { answerHumanTask } from "#lib/fanout/answer-human-task.ts";
import { readRequestFile } from "#lib/fanout/file-view.ts";
import { readToldDesk } from "#lib/recipient/read.ts";
import { isSigned, receiptKey } from "#lib/vault/sign.ts";
import { drain } from "#lib/worker/drain.ts";
import * as way from "#lib/worker/fixture/ways.ts";
import { addCorrection } from "./corrections.ts";
import { decideCorrection } from "./decide.ts";
import { evidenceHead } from "./evidence.ts";
import { approved, asked, married, moved } from "./fixture/ways.ts";
import { openWorld, type Staff, type World } from "./fixture/world.ts";
import { answerCorrectionTask, readCorrectionTask } from "./owner.ts";
import { readPersonRectification, readRectificationDesk } from "./read.ts";

let world: World;
let walt: Staff;
let ann: Staff;

beforeAll(async () => {
  world = await openWorld(["shop", "crm", "letters", "help", "archive", "paper"]);
  walt = await world.staff("Walt", "analyst");
  ann = await world.staff("Ann", "approver");
});
afterAll(() => world.close());

const outcomes = async (reference: string) =>
  Object.fromEntries(
    (await readRectificationDesk(walt, reference)).plan?.systems.map((one) => [one.systemId, one.outcome]) ??
      [],
  );

it("a name and an address are corrected across five kinds of system in one go", async () => {
  const others = await world.others();
  const of = await asked();
  // The cupboard is a person's to look in, as always.
  await answerHumanTask(await way.ownerToken(of.requestId), {
    kind: "file",
    bytes: way.upload("sheet,email,name,street", "S-7,mina.okafor@example.com,Mina Okafor,1 Mill Road"),
  });
  await drain();
  for (const one of [moved, married]) {
    const id = await addCorrection(of.person, of.reference, one);
    await decideCorrection(walt, of.reference, id, { grant: true });
  }
  await approved(of, walt, [ann]);

  // Between approval and act somebody else changes one value, and one system turns out to take no such address.
  await world.shop.query("update addresses set street = '5 Elsewhere' where id = 10");
  world.help.meddle = ({ method, body }, response) => {
    if (method !== "PATCH" || !body.includes("Harbour")) return false;
    json(response, 422, { error: "9 Harbour Lane is not known to us" });
    return true;
  };
  await drain();

  // What the help desk refused and what lies in the cupboard waits for people; the rest is proven.
  expect(await outcomes(of.reference)).toMatchObject({
    shop: "partly",
    letters: "corrected",
    archive: "corrected",
    help: null,
    paper: null,
  });
  world.help.meddle = () => false;
  const mails = (await way.owedTo(of.requestId)).filter((one) => one.kind === "owner_task").slice(-2);
  expect(JSON.stringify(mails)).not.toContain("Harbour");
  for (const mail of mails) {
    const token = mail.vars.link?.split("/").at(-1) ?? "";
    const task = await readCorrectionTask(token);
    expect(task?.state).toBe("open");
    expect(task?.items.length).toBeGreaterThan(0);
    if (task?.systemTitle === "Help") {
      expect(task.items.map((one) => one.wanted)).toContain("9 Harbour Lane, Cobh, P24 XY12");
      const record = world.help.people.get("1");
      world.help.people.set("1", {
        ...record,
        name: "Mina Brandt",
        address: "9 Harbour Lane, Cobh, P24 XY12",
      });
    }
    const items = task?.items.map(({ id }) => ({ id, answer: "done" as const, note: "" })) ?? [];
    await answerCorrectionTask(token, { items });
    await expect(answerCorrectionTask(token, { items })).rejects.toMatchObject({ code: "conflict" });
  }
  await drain();
  const first = await readRectificationDesk(walt, of.reference);
  expect(first.plan?.state).toBe("done");
  expect(await outcomes(of.reference)).toMatchObject({ help: "corrected", paper: "by_hand" });
  expect(first.plan?.systems.find((one) => one.systemId === "shop")?.counts).toMatchObject({ conflict: 3 });
  expect(first.corrections.map((one) => one.state)).toEqual(["granted", "done"]);
  // A conflict comes back to staff: the answer waits.
  const file = await readRequestFile(way.operator, of.reference);
  expect(file.blocking.join(" ")).toMatch(/granted and not done/);
  await expect(
    releaseRequest(ann, of.reference, { version: file.version, partly: false }),
  ).rejects.toMatchObject({ code: "conflict" });

  // They find that the other value was a mistake of the shop's, and plan again.
  await world.shop.query("update addresses set street = '1 Mill Road' where id = 10");
  await approved(of, walt, [ann]);
  await drain();
  expect(await outcomes(of.reference)).toMatchObject({ shop: "corrected", letters: "nothing_to_correct" });

  await provenBySystems();
  expect(await world.others()).toBe(others);

  const again = (await readRectificationDesk(walt, of.reference)).plan;
  const paper = again?.systems.find((one) => one.systemId === "paper");
  expect(paper?.state).toBe("by_hand");
  const { items } = (await readCorrectionTask(await way.ownerToken(of.requestId))) ?? { items: [] };
  await answerCorrectionTask(await way.ownerToken(of.requestId), {
    items: items.map(({ id }) => ({ id, answer: "done", note: "" })),
  });
  await drain();

  const { version } = await readRequestFile(way.operator, of.reference);
  await releaseRequest(ann, of.reference, { version, partly: false });
  const letter = await letterOf(of.requestId);
  expect(letter).toContain("Shop, Street: it said “1 Mill Road”. It now says “9 Harbour Lane”.");
  expect(letter).toContain("Letters, Your name: it said “Okafor, Mina”. It now says “Brandt, Mina”.");
  expect(letter).toContain("Help, Your address: it said “1 Mill Road, Cork, T12 AB34”.");
  expect(letter).toContain("Archive, Street: it said “1 Mill Road”. It now says “9 Harbour Lane”.");
  expect(letter).toMatch(/Paper, .*corrected it by hand/);
  if (world.crm) expect(letter).toContain("Crm, Family name: it said “OKAFOR”. It now says “BRANDT”.");
  expect(letter).not.toContain("Quay");

  const seen = await readPersonRectification(of.person, of.reference);
  expect(seen.done.find((one) => one.title === "Letters")?.changes).toContainEqual(
    expect.objectContaining({ before: "Okafor, Mina", wanted: "Brandt, Mina", state: "changed" }),
  );
  const { entries } = await readToldDesk(walt, of.reference);
  expect(entries).toMatchObject([{ name: "Parcel Company", action: "correct", groups: ["Your addresses"] }]);
  expect(entries[0]?.detail).toContain("Street: 9 Harbour Lane");
  expect(entries[0]?.detail).not.toContain("Brandt");
  await receiptsHold(of.reference);
  await nothingInTheClear();
  expect(await verifyAudit(database())).toMatchObject({ whole: true });
}, 120_000);

/** The end state, read past everything of ours. */
async function provenBySystems(): Promise<void> {
  const shop = await world.shop.query("select name, greeting from people where id = 1");
  expect(shop.rows).toEqual([{ name: "Mina Brandt", greeting: "Mina Brandt" }]);
  const addresses = await world.shop.query(
    "select street, city, postcode from addresses where person_id = 1 order by id",
  );
  expect(addresses.rows).toEqual([
    { street: "9 Harbour Lane", city: "Cobh", postcode: "P24 XY12" },
    { street: "4 Quay Street", city: "Cork", postcode: "T12 AB34" },
  ]);
  if (world.crm) {
    const [rows] = await world.crm.query<RowDataPacket[]>(
      "select given, family, street, town, eircode from contacts where id = 1",
    );
    expect(rows).toEqual([
      { given: "MINA", family: "BRANDT", street: "9 HARBOUR LANE", town: "COBH", eircode: "P24 XY12" },
    ]);
  }
  const letters = new DatabaseSync(join(world.folder, "letters.sqlite"));
  expect({ ...letters.prepare("select reader, post from readers where id = 1").get() }).toEqual({
    reader: "Brandt, Mina",
    post: "9 Harbour Lane, Cobh, P24 XY12, Ireland",
  });
  letters.close();
  const answer = await fetch(`${world.help.base}/people/1`, {
    headers: { authorization: "Bearer the-token-of-the-test" },
  });
  expect(await answer.json()).toMatchObject({
    name: "Mina Brandt",
    address: "9 Harbour Lane, Cobh, P24 XY12",
  });
  expect(world.cards().split("\r\n")[1]).toBe("K-1,mina.okafor@example.com,Mina Brandt,9 Harbour Lane,Cobh");
}

async function letterOf(requestId: string): Promise<string> {
  return JSON.stringify((await way.owedTo(requestId)).slice(-3))
    .replaceAll("\\n", "\n")
    .replaceAll('\\"', '"');
}

async function receiptsHold(reference: string): Promise<void> {
  const { plan, earlier } = await readRectificationDesk(walt, reference);
  const systems = [plan, ...earlier].flatMap((one) => one?.systems ?? []);
  expect(systems.length).toBeGreaterThan(9);
  for (const { receipt, id, entries } of systems) {
    if (!receipt) throw new Error("a system has no receipt");
    expect(isSigned(receipt.body, Buffer.from(receipt.signature, "base64"), receiptKey().publicKey)).toBe(
      true,
    );
    const body = JSON.parse(receipt.body) as { evidence: { entries: number; head: string } };
    expect(body.evidence).toEqual({ entries, head: (await evidenceHead(database(), id)).toString("hex") });
    for (const value of ["Mina", "Brandt", "Harbour", "Mill Road"]) expect(receipt.body).not.toContain(value);
  }
}

/** No value of anybody stands in a row of ours, of the queue or of the log. */
async function nothingInTheClear(): Promise<void> {
  const tables = await world.query<{ name: string }>(
    "select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname not in ('pg_catalog', 'information_schema')",
  );
  expect(tables.length).toBeGreaterThan(30);
  for (const { name } of tables) {
    const rows = await world.query<{ text: string }>(`select t::text as text from ${name} t`);
    const text = rows.map((row) => row.text).join("\n");
    for (const value of ["Harbour", "Brandt", "Okafor", "Mill Road", "mina.okafor"]) {
      expect({ name, value, stands: text.includes(value) }).toEqual({ name, value, stands: false });
    }
  }
}
