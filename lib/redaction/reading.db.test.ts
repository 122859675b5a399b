import { Client } from "pg";
import { afterAll, beforeAll, expect, it } from "vitest";
import { releaseRequest } from "#lib/bundle/release.ts";
import type { Actor } from "#lib/core/actor.ts";
import { readRequestFile } from "#lib/fanout/file-view.ts";
import { currentMap } from "#lib/map/current.ts";
import { member } from "#lib/request/clocks/fixture/staff.ts";
import { drain } from "#lib/worker/drain.ts";
import { type House, openHouse } from "#lib/worker/fixture/house.ts";
import * as way from "#lib/worker/fixture/ways.ts";
import { hideByHand } from "./by-hand.ts";
import { acceptProposals, decideHidden } from "./decide.ts";
import { readHidden } from "./read.ts";
import { readRecords } from "./read-records.ts";
import { confirmLook } from "./second-look.ts";

let house: House;
const first = "The lady at number nine took it, tom.berger@example.org knows";
const again = "Ask the lady at number nine; a lamp is broken";
const ann = member("analyst");
const bea = member("officer");
const orders = { system: "shop", collection: "orders", offset: 0, limit: 400 };

beforeAll(async () => {
  house = await openHouse(["shop"]);
  const shop = new Client({ connectionString: house.shopUrl });
  await shop.connect();
  await shop.query("update orders set note = $1 where id = 1", [first]);
  await shop.query("update orders set note = $1 where id = 300", [again]);
  await shop.end();
});
afterAll(() => house.close());

const asRead = async (actor: Actor, reference: string) => {
  const { records } = await readRecords(actor, reference, orders);
  return records.flatMap(({ token, fields }) =>
    fields.flatMap(({ name, pieces }) => (name === "note" ? [{ token, pieces }] : [])),
  );
};
const noteOf = (read: Awaited<ReturnType<typeof asRead>>, word: string) => {
  const found = read.find(({ pieces }) =>
    pieces
      .map(({ text }) => text)
      .join("")
      .includes(word),
  );
  if (!found) throw new Error("no such note");
  return found;
};

it("a reader finds what rules did not, and hides it there or wherever it stands; the package is written so", async () => {
  const { reference, person, requestId } = await way.fileAndProve();
  await drain();
  const read = await asRead(ann, reference);
  expect(
    noteOf(read, "took it").pieces.flatMap(({ text, found }) => (found ? [[text, found.choice]] : [])),
  ).toEqual([["tom.berger@example.org", "hide"]]);
  const why = "It is about somebody else.";
  const everywhere = { text: "lady at number nine", rule: "others_rights", why, place: null };
  await hideByHand(ann, reference, everywhere);
  const { token: record } = noteOf(read, "a lamp");
  const place = { system: "shop", collection: "orders", field: "note", record };
  await hideByHand(ann, reference, { text: "broken", rule: "trade_secret", why, place });
  for (const wrong of [{ text: "x" }, { rule: "iban" }, { why: "" }])
    await expect(hideByHand(ann, reference, { ...everywhere, ...wrong })).rejects.toMatchObject({
      code: "invalid",
    });
  await expect(hideByHand(member("auditor"), reference, everywhere)).rejects.toMatchObject({
    code: "forbidden",
  });
  await drain();
  const { groups } = await readHidden(ann, reference, { page: 1, rule: "others_rights" });
  expect(groups).toMatchObject([{ text: "lady at number nine", count: 2, decision: { choice: "hide" } }]);
  const now = noteOf(await asRead(ann, reference), "a lamp");
  expect(now.pieces.flatMap(({ text, found }) => (found?.choice === "hide" ? [text] : []))).toEqual([
    "lady at number nine",
    "broken",
  ]);
  const { version } = await readRequestFile(way.operator, reference);
  await releaseRequest(way.operator, reference, { version, partly: false });
  await drain();
  const files = await way.openedBundle(person, reference, 1);
  const notes = way.recordsOf(files).flatMap(({ note }) => (typeof note === "string" ? [note] : []));
  expect(notes).toContain("The [hidden: others_rights] took it, [hidden: other_email] knows");
  expect(notes).toContain("Ask the [hidden: others_rights]; a lamp is [hidden: trade_secret]");
  const rows = await house.query<{ text: string }>(
    "select t::text as text from redaction_group t where request_id = $1 union all select t::text from audit_event t where chain = $1::text",
    [requestId],
  );
  for (const { text } of rows) expect(text).not.toMatch(/number nine|broken/);
});

it("where the house wants it, nothing leaves before all is decided and somebody else has looked at exactly that", async () => {
  currentMap().company.desk = { decide_every_finding: true, second_look: true };
  try {
    const { reference, requestId } = await way.fileAndProve();
    await drain();
    const release = async () => {
      const { version } = await readRequestFile(way.operator, reference);
      await releaseRequest(way.operator, reference, { version, partly: false });
    };
    await expect(release()).rejects.toThrow(/not decided on yet/);
    expect(await acceptProposals(ann, reference, "The rules are right.")).toBeGreaterThan(0);
    expect(await acceptProposals(ann, reference, "The rules are right.")).toBe(0);
    await expect(release()).rejects.toThrow(/second person/);
    const seen = await readHidden(bea, reference, { page: 1 });
    expect(seen).toMatchObject({ decided: seen.things, look: { by: null, mine: false, needed: true } });
    await expect(confirmLook(ann, reference, seen.look.decisions)).rejects.toThrow(/another person/);
    const [one] = seen.groups;
    await decideHidden(ann, reference, one?.id ?? "", { choice: "show", why: "It is public.", place: null });
    await expect(confirmLook(bea, reference, seen.look.decisions)).rejects.toThrow(/look again/);
    const look = async () => (await readHidden(bea, reference, { page: 1 })).look;
    await confirmLook(bea, reference, (await look()).decisions);
    expect((await look()).by).not.toBeNull();
    // What is found after a look was not looked at, and what is not looked through yet does not leave.
    const again = (state: string) =>
      house.query("update redaction_scan set state = $1 where request_id = $2", [state, requestId]);
    await again("ready");
    await expect(release()).rejects.toThrow(/not looked through yet/);
    await again("settled");
    await house.query(
      `insert into redaction_group (request_id, rule, token, count, proposal, sealed)
        select request_id, rule, sha256(token), 1, 'hide', sealed from redaction_group where id = $1`,
      [one?.id],
    );
    expect((await look()).by).toBeNull();
    await acceptProposals(ann, reference, "The rules are right.");
    await confirmLook(bea, reference, (await look()).decisions);
    await release();
  } finally {
    currentMap().company.desk = undefined;
  }
});
