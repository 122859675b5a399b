import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { eq } from "drizzle-orm";
import { Client } from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { request } from "#drizzle/schema/request.ts";
import { releaseRequest } from "#lib/bundle/release.ts";
import { inTransaction } from "#lib/db/database.ts";
import { readRequestFile } from "#lib/fanout/file-view.ts";
import { currentMap } from "#lib/map/current.ts";
import { keyOf } from "#lib/vault/request-key.ts";
import { drain } from "#lib/worker/drain.ts";
import { type House, openHouse } from "#lib/worker/fixture/house.ts";
import * as way from "#lib/worker/fixture/ways.ts";
import { decideHidden } from "./decide.ts";
import type { Heard } from "./harvest.ts";
import { heardOnce } from "./heard.ts";
import { countHidden, readHidden } from "./read.ts";
import { runScan } from "./scan.ts";
import { personOf, storedOf } from "./stored.ts";

let house: House;

/** What Mina wrote, with somebody else in it; what must be hidden stands between braces. */
const note =
  'My neighbour Tom Berger took it:\n"tom.berger@example.org", call 087 555 0199. Mine: mina.okafor@example.com. €12.50';
const hiddenNote =
  'My neighbour [hidden: other_name] took it:\n"[hidden: other_email]", call [hidden: other_phone]. Mine: mina.okafor@example.com. €12.50';
const second = "Berger has it. Order 10023456789, 1.50 EUR";
const secrets = ["Tom Berger", "tom.berger@example.org", "087 555 0199"];

beforeAll(async () => {
  house = await openHouse(["shop"]);
  const shop = new Client({ connectionString: house.shopUrl });
  await shop.connect();
  await shop.query("update orders set note = $1 where id = 1", [note]);
  await shop.query("update orders set note = $1 where id = 300", [second]);
  await shop.end();
});
afterAll(() => house.close());

async function collected() {
  const proven = await way.fileAndProve();
  await drain();
  return proven;
}

async function bundleOf(reference: string, person: Parameters<typeof way.openedBundle>[0]) {
  const { version } = await readRequestFile(way.operator, reference);
  await releaseRequest(way.operator, reference, { version, partly: false });
  await drain();
  return way.openedBundle(person, reference, 1);
}

/** What lies sealed of names that the records tell. */
async function heardOnceOf(requestId: string): Promise<Heard> {
  return inTransaction(async (tx) => {
    const [row] = await tx.select().from(request).where(eq(request.id, requestId));
    if (!row) throw new Error("not filed");
    const key = await keyOf(tx, requestId);
    const stored = (await storedOf(tx, requestId, key)).map((one) => ({ ...one, open: unread }));
    const from = { person: await personOf(tx, row, key), house: currentMap().company, stored };
    return heardOnce(requestId, key, from);
  });
}
const unread = () => {
  throw new Error("the records were read again");
};

const textsOf = (files: ReadonlyMap<string, Buffer>) =>
  [...files].map(([name, bytes]) => [name, bytes.toString("utf8")] as const);
const notesOf = (files: ReadonlyMap<string, Buffer>) =>
  way.recordsOf(files).flatMap(({ note }) => (typeof note === "string" ? [note] : []));

it("whose records they are: the one who asks for themselves, or the one they ask for", async () => {
  const namesOf = async (change: Parameters<typeof way.asked>[0]) => {
    const { requestId } = await way.file(change);
    return inTransaction(async (tx) => {
      const [row] = await tx.select().from(request).where(eq(request.id, requestId));
      if (!row) throw new Error("not filed");
      return (await personOf(tx, row, await keyOf(tx, requestId))).names;
    });
  };
  expect(await namesOf({ who: "self", theirName: "Tom Berger" })).toEqual(["Mina Okafor"]);
  expect(
    await namesOf({
      who: "other",
      relation: "agent",
      theirName: "Tom Berger",
      theirEmail: "tom@example.net",
    }),
  ).toEqual(["Tom Berger"]);
});

describe("two people in one person's records", () => {
  it("the other's data leaves as marked gaps, in every file, and nothing else changes", async () => {
    const { reference, requestId, person } = await collected();
    expect(await countHidden(way.operator, reference)).toMatchObject({ state: "done", hidden: 4, shown: 0 });
    // Names were read once, for staff, and what was heard lies sealed: the writer takes it, and harms nobody if it cannot.
    const heard = join(house.folder, "store/spool", requestId, "heard");
    const [kept = ""] = readdirSync(heard);
    expect(readFileSync(join(heard, kept)).includes("Berger")).toBe(false);
    expect((await heardOnceOf(requestId)).others.join()).toContain("Berger");
    writeFileSync(join(heard, kept), "spoiled");
    const files = await bundleOf(reference, person);
    expect(readdirSync(heard)).toEqual([kept]);
    expect(notesOf(files)).toContain(hiddenNote);
    expect(notesOf(files)).toContain("[hidden: other_name] has it. Order 10023456789, 1.50 EUR");
    const texts = textsOf(files);
    for (const [name, text] of texts) for (const secret of secrets) expect(text, name).not.toContain(secret);
    const gaps = texts.filter(([, text]) => text.includes("[hidden: other_email]")).map(([name]) => name);
    expect(gaps.some((name) => name.endsWith(".csv"))).toBe(true);
    expect(gaps.some((name) => name.endsWith(".ndjson"))).toBe(true);
    expect(gaps.some((name) => name.includes("viewer/data/"))).toBe(true);
    // Counts and reasons are told to the person.
    const missing = texts.find(([name]) => name.endsWith("what-is-not-here.html"))?.[1] ?? "";
    expect(missing).toContain("an e-mail address of somebody else");
    // Not in what the house writes down beside the seals.
    const rows = await house.query<{ dump: string }>(
      `select coalesce(string_agg(t::text, ' '), '') as dump from (
         select row_to_json(a)::text from audit_event a union all select row_to_json(g)::text from redaction_group g
         union all select row_to_json(s)::text from redaction_scan s union all select row_to_json(b)::text from bundle b) t`,
    );
    for (const secret of secrets) expect(rows[0]?.dump).not.toContain(secret);
    await expect(
      decideHidden(way.operator, reference, requestId, { choice: "show", why: "too late", place: null }),
    ).rejects.toMatchObject({ code: "conflict" });
  });

  it("staff see what and where, bring one back, hide one place all the same, and say why", async () => {
    const { reference, requestId, person } = await collected();
    const { groups } = await readHidden(way.operator, reference, { page: 1 });
    const mail = groups.find(({ rule }) => rule === "other_email");
    expect(mail).toMatchObject({
      text: "tom.berger@example.org",
      count: 1,
      proposal: "hide",
      decision: null,
    });
    expect(mail?.places[0]).toMatchObject({ systemTitle: "Shop", collection: "orders", field: "note" });
    const show = { choice: "show", why: "He asked us to pass it on", place: null } as const;
    await expect(
      decideHidden(way.operator, reference, mail?.id ?? "", { ...show, why: " " }),
    ).rejects.toMatchObject({
      code: "invalid",
    });
    await expect(decideHidden(person, reference, mail?.id ?? "", show)).rejects.toMatchObject({
      code: "not_found",
    });
    await decideHidden(way.operator, reference, mail?.id ?? "", show);
    const name = groups.find(({ text }) => text === "Berger");
    await decideHidden(way.operator, reference, name?.id ?? "", { ...show, place: 0 });
    const phone = groups.find(({ rule }) => rule === "other_phone");
    await decideHidden(way.operator, reference, phone?.id ?? "", { ...show, why: "all is said" });
    await decideHidden(way.operator, reference, phone?.id ?? "", {
      choice: "hide",
      why: "here not",
      place: 0,
    });
    expect(await countHidden(way.operator, reference)).toMatchObject({ hidden: 2, shown: 2 });

    // Looking again, or twice, changes nothing of what was decided.
    const [scan] = await house.query<{ id: string }>(
      "update redaction_scan set state = 'ready' where request_id = $1 returning id",
      [requestId],
    );
    await Promise.all([runScan(scan?.id ?? ""), runScan(scan?.id ?? "")]);
    expect(
      (await readHidden(way.operator, reference, { page: 1 })).groups.find(({ id }) => id === mail?.id),
    ).toMatchObject({
      count: 1,
      decision: { choice: "show", by: "the operator", why: "He asked us to pass it on" },
    });

    const files = await bundleOf(reference, person);
    expect(notesOf(files)).toContain(hiddenNote.replace("[hidden: other_email]", "tom.berger@example.org"));
    expect(notesOf(files)).toContain(second);
    const events = await house.query<{ kind: string }>(
      "select kind from audit_event where chain = $1 and kind like 'hidden_%'",
      [requestId],
    );
    expect(events.filter(({ kind }) => kind === "hidden_decided")).toHaveLength(4);
  });
});
