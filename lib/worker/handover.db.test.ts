import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { buffer } from "node:stream/consumers";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { unzipped } from "#lib/bundle/fixture/unzip.ts";
import { readParts } from "#lib/bundle/handed-file.ts";
import { openHandover, renewHandover, type Wish } from "#lib/bundle/handover.ts";
import { releaseRequest } from "#lib/bundle/release.ts";
import { dropGivenUp } from "#lib/bundle/steps/given-up.ts";
import type { Actor } from "#lib/core/actor.ts";
import { database } from "#lib/db/database.ts";
import { readRequestFile } from "#lib/fanout/file-view.ts";
import { hidingDecisions } from "#lib/redaction/hiding-decisions.ts";
import { buildProgress } from "#lib/request/build-progress.ts";
import { track } from "#lib/request/track.ts";
import { buildBundle } from "./build-bundle.ts";
import { drain } from "./drain.ts";
import { type House, openHouse } from "./fixture/house.ts";
import * as way from "./fixture/ways.ts";

let house: House;

beforeAll(async () => {
  house = await openHouse(["shop", "newsletter"]);
});
afterAll(() => house.close());

const wish = (range: string | null, more: Partial<Wish> = {}): Wish => ({
  range,
  ifRange: null,
  headersOnly: false,
  ...more,
});

async function released() {
  const proven = await way.fileAndProve();
  await drain();
  const { version } = await readRequestFile(way.operator, proven.reference);
  await releaseRequest(way.operator, proven.reference, { version, partly: false });
  await drain();
  return proven;
}

async function opened(actor: Actor, reference: string, asked?: Wish) {
  const file = await openHandover(actor, reference, 1, asked);
  if (file.kind !== "file") throw new Error(`it is ${file.kind}`);
  return file;
}

describe("a download", () => {
  it("goes on where it stopped, gives the same bytes, and is counted once", async () => {
    const { person, reference } = await released();
    const downloads = async () => (await track(person, reference)).bundle?.downloads;
    const size = await opened(person, reference, wish(null, { headersOnly: true }));
    expect(await downloads(), "to ask how large it is counts nothing").toBe(0);
    const whole = await buffer((await opened(person, reference)).open());
    expect([whole.length, createHash("sha256").update(whole).digest("hex")]).toEqual([
      size.bytes,
      size.sha256,
    ]);
    expect(size.etag).toBe(`"${size.sha256}"`);
    expect(await downloads()).toBe(1);
    const half = Math.floor(whole.length / 2);
    const rest = await opened(person, reference, wish(`bytes=${half}-`, { ifRange: size.etag }));
    expect(rest.span).toEqual({ from: half, to: whole.length });
    expect(Buffer.concat([whole.subarray(0, half), await buffer(rest.open())]).equals(whole)).toBe(true);
    expect(await downloads(), "the rest is no download of its own").toBe(1);
    const changed = await opened(person, reference, wish(`bytes=${half}-`, { ifRange: '"other"' }));
    expect(changed.span, "of another file the whole is given").toBeNull();
    expect(await downloads()).toBe(2);
    expect(await openHandover(person, reference, 1, wish(`bytes=${whole.length}-`))).toEqual({
      kind: "unsatisfiable",
      bytes: whole.length,
      etag: size.etag,
    });
    expect(await downloads()).toBe(2);
  });

  it("comes in parts on wish, each a zip of its own that goes on where it stopped", async () => {
    const { person, reference } = await released();
    const whole = await buffer((await opened(person, reference)).open());
    const most = 60_000;
    const parts = await readParts(person, reference, 1, most);
    expect(parts.length).toBeGreaterThan(2);
    const names = new Set<string>();
    for (const [i, { bytes, files }] of parts.entries()) {
      const volume = { part: i + 1, most };
      const file = await opened(person, reference, wish(null, { volume }));
      expect(file.fileName).toMatch(new RegExp(`-part-${i + 1}-of-${parts.length}\\.zip$`));
      const part = await buffer(file.open());
      const held = await unzipped(part);
      expect([part.length, held.size]).toEqual([bytes, files]);
      for (const name of held.keys()) names.add(name);
      const rest = await opened(person, reference, wish("bytes=100-", { volume, ifRange: file.etag }));
      expect((await buffer(rest.open())).equals(part.subarray(100))).toBe(true);
    }
    expect(names).toEqual(new Set((await unzipped(whole)).keys()));
    expect((await track(person, reference)).bundle?.downloads, "each is counted").toBe(1 + parts.length);
    const later = { ...person, provenAt: new Date(Date.now() - 16 * 60_000) };
    const first = wish(null, { volume: { part: 1, most } });
    expect(await openHandover(later, reference, 1, first)).toEqual({ kind: "needs_code" });
    const none = wish(null, { volume: { part: parts.length + 1, most } });
    await expect(openHandover(person, reference, 1, none)).rejects.toMatchObject({ code: "not_found" });
    const stranger = (await released()).person;
    await expect(readParts(stranger, reference, 1, most)).rejects.toMatchObject({ code: "not_found" });
  });

  it("asks for a new code before its first byte only, and only in the session that began it", async () => {
    const { person, reference } = await released();
    const later = { ...person, provenAt: new Date(Date.now() - 16 * 60_000) };
    const needsCode = { kind: "needs_code" };
    for (const asked of [wish(null), wish("bytes=0-"), wish("bytes=5-"), wish(null, { headersOnly: true })])
      expect(await openHandover(later, reference, 1, asked)).toEqual(needsCode);
    await opened(person, reference);
    expect((await opened(later, reference, wish("bytes=5-"))).span?.from).toBe(5);
    for (const asked of [
      wish(null),
      wish("bytes=0-"),
      wish("bytes=-99999999"),
      wish("bytes=5-", { ifRange: '"x"' }),
    ])
      expect(await openHandover(later, reference, 1, asked)).toEqual(needsCode);
    const elsewhere = { ...later, sessionId: crypto.randomUUID() };
    expect(await openHandover(elsewhere, reference, 1, wish("bytes=5-"))).toEqual(needsCode);
    await house.query("update bundle set expires_at = now() - interval '1 second'");
    await expect(openHandover(later, reference, 1, wish("bytes=5-"))).rejects.toMatchObject({ code: "gone" });
    await renewHandover(person, reference);
    expect((await opened(later, reference, wish("bytes=5-"))).span?.from).toBe(5);
  });

  it("is counted and recorded whoever began before: no part of it goes out unseen", async () => {
    const { person, reference, requestId } = await released();
    const counts = async () => {
      const [log] = await house.query<{ entries: number }>(
        "select count(*)::int as entries from audit_event where chain = $1 and kind = 'handed_over'",
        [requestId],
      );
      return [(await track(person, reference)).bundle?.downloads, log?.entries];
    };
    await opened(person, reference);
    expect(await counts()).toEqual([1, 1]);
    const other = { ...person, sessionId: crypto.randomUUID() };
    await opened(other, reference, wish("bytes=1-"));
    expect(await counts(), "another session that begins in the middle").toEqual([2, 2]);
    await opened(other, reference, wish("bytes=9-"));
    expect(await counts(), "and goes on").toEqual([2, 2]);
    for (const asked of [wish("bytes=1-"), wish("bytes=1-"), wish(null)])
      await opened(way.operator, reference, asked);
    expect(await counts(), "the operator, each time").toEqual([5, 5]);
  });

  it("is not used up by whoever follows the mailed link without the browser and the code", async () => {
    const { person, reference, requestId, visitor } = await released();
    for (const scanner of [way.newVisitor(), visitor, { kind: "visitor", browser: "" } as const])
      for (const asked of [wish(null), wish("bytes=0-"), wish("bytes=5-"), wish(null, { headersOnly: true })])
        await expect(openHandover(scanner, reference, 1, asked)).rejects.toMatchObject({ code: "not_found" });
    const [ready] = (await way.owedTo(requestId)).filter((mail) => mail.kind === "ready");
    expect(JSON.stringify(ready?.vars), "the mail holds no secret that opens anything").not.toMatch(
      /token|http/,
    );
    expect((await track(person, reference)).bundle?.downloads).toBe(0);
    expect((await opened(person, reference)).span).toBeNull();
    expect((await track(person, reference)).bundle?.downloads).toBe(1);
  });
});

/** A released request whose bundle has all its steps but the one that closes the package. */
async function builtButForItsEnd() {
  const { requestId, reference, person } = await way.fileAndProve();
  await drain();
  const { version } = await readRequestFile(way.operator, reference);
  await releaseRequest(way.operator, reference, { version, partly: false });
  const [{ id = "" } = {}] = await house.query<{ id: string }>(
    "select id from bundle where request_id = $1",
    [requestId],
  );
  await house.query(
    `create function refuse() returns trigger language plpgsql as $$ begin raise 'no'; end $$;
     create trigger refuse before insert on bundle_step for each row when (new.name = 'directory') execute function refuse()`,
  );
  await buildBundle(id);
  await house.query("drop function refuse() cascade");
  return { id, requestId, reference, person };
}

const again = async (id: string) => {
  await house.query("update bundle set not_before = now() where id = $1", [id]);
  await buildBundle(id);
};

it("an attempt removes what earlier ones left, never what a later one writes, and writes again what is gone", async () => {
  const { id, requestId, reference, person } = await builtButForItsEnd();
  const folder = join(house.folder, "store/bundle", requestId, "1");
  for (const attempt of ["3-0", "3-99"]) mkdirSync(join(folder, attempt));
  const steps = () => house.query("select name from bundle_step where bundle_id = $1", [id]);
  const before = (await steps()).length;
  rmSync(join(folder, readdirSync(folder).find((name) => name.startsWith("1-")) ?? "none"), {
    recursive: true,
  });
  await again(id);
  expect(readdirSync(folder)).not.toContain("3-0");
  expect([before > 1, (await steps()).length]).toEqual([true, 1]);
  await again(id);
  expect(readdirSync(folder)).toContain("3-99");
  expect((await way.openedBundle(person, reference, 1)).size).toBeGreaterThan(10);
});

it("an attempt goes on after finished steps of the same facts, tells how far it is, and begins anew after others", async () => {
  const { id, reference, person } = await builtButForItsEnd();
  const steps = () =>
    house.query<{ name: string; done_at: Date; sealed: Buffer; made_from: Buffer }>(
      "select name, done_at, sealed, made_from from bundle_step where bundle_id = $1 order by position",
      [id],
    );
  const before = await steps();
  expect(before.map((step) => step.name)).toEqual(expect.arrayContaining(["letter", "01-shop/orders"]));
  const { bundle } = await track(person, reference);
  expect(bundle).toMatchObject({ state: "preparing", progress: { systems: 2, ofSystems: 2, records: 302 } });
  expect((await readRequestFile(way.operator, reference)).bundles[0]?.progress).toEqual(bundle?.progress);
  expect(JSON.stringify(before.map((step) => step.sealed.toString("latin1")))).not.toContain("canary");

  await house.query("update bundle_step set made_from = '\\x00' where bundle_id = $1 and name = 'letter'", [
    id,
  ]);
  await again(id);
  const after = await steps();
  expect(after.slice(0, before.length).map((step) => step.name)).toEqual(before.map((step) => step.name));
  for (const [i, step] of after.slice(0, before.length).entries()) {
    expect(step.done_at.getTime(), `${step.name} was made anew`).toBeGreaterThan(
      before[i]?.done_at.getTime() ?? 0,
    );
    expect(step.sealed.length, "what steps returned is forgotten").toBe(0);
  }
  expect(await buildProgress(database(), crypto.randomUUID())).toBeNull();
  expect((await way.openedBundle(person, reference, 1)).size).toBeGreaterThan(10);
});

it("begins anew where staff decided otherwise about what is hidden", async () => {
  const { id, requestId } = await builtButForItsEnd();
  const decisions = () => hidingDecisions(database(), requestId);
  const steps = () =>
    house.query<{ made_from: Buffer }>("select made_from from bundle_step where bundle_id = $1", [id]);
  const [before] = await steps();
  const plain = await decisions();
  const [group] = await house.query<{ id: string }>(
    `insert into redaction_group (request_id, rule, token, count, sealed, proposal)
     values ($1, 'others_email', '\\x01', 1, '\\x', 'hide') returning id`,
    [requestId],
  );
  expect(await decisions(), "what is only proposed follows from the rules").toEqual(plain);
  await house.query(
    "update redaction_group set decision = 'show', decided_by = 'jo', sealed_reason = '\\x' where id = $1",
    [group?.id],
  );
  const decided = await decisions();
  await house.query(
    `insert into redaction_place (group_id, system_id, collection, field, record_token, decision, decided_by, sealed_reason)
     values ($1, 'shop', 'orders', 'text', '\\x02', 'hide', 'jo', '\\x')`,
    [group?.id],
  );
  expect([plain.length, decided.length, (await decisions()).length]).toEqual([1, 2, 3]);
  await again(id);
  const after = await steps();
  expect(after.length).toBeGreaterThan(1);
  expect(after.every((step) => !step.made_from.equals(before?.made_from ?? step.made_from))).toBe(true);
});

it("what was built for a bundle that is given up goes, and nothing of others", async () => {
  const { requestId, reference, person } = await released();
  const under = () => readdirSync(join(house.folder, "store/bundle", requestId));
  expect(under()).toEqual(["1"]);
  expect(await dropGivenUp()).toBe(0);
  await house.query("update bundle set state = 'failed' where request_id = $1", [requestId]);
  await expect(openHandover(person, reference, 1)).rejects.toMatchObject({ code: "not_found" });
  expect([await dropGivenUp(), await dropGivenUp(), under()]).toEqual([1, 0, []]);
});
