import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { Client } from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openHandover } from "#lib/bundle/handover.ts";
import { releaseRequest } from "#lib/bundle/release.ts";
import { readRequestFile } from "#lib/fanout/file-view.ts";
import { track } from "#lib/request/track.ts";
import { drain } from "./drain.ts";
import { type House, openHouse } from "./fixture/house.ts";
import * as way from "./fixture/ways.ts";

/** Real processes that put a bundle together and are ended by kill -9. HABEAS_CRASH_SEED repeats a run. */
const program = fileURLToPath(new URL("./fixture/build-process.ts", import.meta.url));
const seed = Number(process.env.HABEAS_CRASH_SEED ?? 20_261_122);
const full = process.env.HABEAS_FULL === "1";
const kills = full ? 120 : 4;
const orders = full ? 60_000 : 25_000;

let house: House;
let random = seed;
const next = () => {
  random = (Math.imul(random, 1_664_525) + 1_013_904_223) >>> 0;
  return random / 2 ** 32;
};

beforeAll(async () => {
  house = await openHouse(["shop", "newsletter", "loyalty"]);
  const shop = new Client({ connectionString: house.shopUrl });
  await shop.connect();
  await shop.query(
    `insert into orders select n, 1, 'order ' || n || repeat(md5(n::text), 3) from generate_series(1000, $1::int) n`,
    [1000 + orders],
  );
  await shop.end();
}, 60_000);
afterAll(() => house?.close());

/** A process that builds; `ready` once it begins. */
function builder(id: string) {
  const child = spawn(process.execPath, [program, id], { stdio: ["ignore", "pipe", "inherit"] });
  return { child, ready: once(child.stdout, "data"), ended: once(child, "exit") };
}

/** Builds without interruption; gives the milliseconds that it took. */
async function builtWhole(id: string): Promise<number> {
  const { ready, ended } = builder(id);
  await ready;
  const began = performance.now();
  expect((await ended)[0]).toBe(0);
  return performance.now() - began;
}

async function forgetBuild(id: string): Promise<void> {
  await house.query("delete from bundle_step where bundle_id = $1", [id]);
  await house.query(
    "update bundle set state = 'ready', not_before = now(), sha256 = null, bytes = null where id = $1",
    [id],
  );
}

describe("a process that is killed while it puts a bundle together", () => {
  it("leaves nothing that anybody could take, and what follows it ends with the same bytes", async () => {
    const { person, reference, requestId } = await way.fileAndProve();
    await drain();
    const { version } = await readRequestFile(way.operator, reference);
    await releaseRequest(way.operator, reference, { version, partly: true });
    const [row] = await house.query<{ id: string }>("select id from bundle where request_id = $1", [
      requestId,
    ]);
    const id = row?.id ?? "";
    const state = async () =>
      (
        await house.query<{ state: string; sha256: string; fence: string }>(
          "select state, sha256, fence from bundle where id = $1",
          [id],
        )
      )[0];
    const duration = await builtWhole(id);
    const whole = await state();
    expect(whole?.state).toBe("settled");
    let struck = 0;
    let wentOn = 0;
    for (let kill = 0, rounds = 0; kill < kills; rounds += 1) {
      await forgetBuild(id);
      const inRound = Math.min(kills - kill, 2 + Math.floor(next() * 4));
      for (let i = 0; i < inRound; i += 1, kill += 1) {
        const { child, ready, ended } = builder(id);
        await ready;
        await wait(next() * duration * 0.9);
        child.kill("SIGKILL");
        await ended;
        const now = await state();
        if (now?.state === "settled") break;
        struck += 1;
        await expect(openHandover(person, reference, 1)).rejects.toMatchObject({ code: "not_found" });
        expect((await track(person, reference)).bundle).toMatchObject({ state: "preparing", bytes: 0 });
        await house.query("update bundle set lease_until = now() - interval '1 second' where id = $1", [id]);
      }
      if ((await state())?.state !== "settled") await builtWhole(id);
      const end = await state();
      expect(end, `round ${rounds}, HABEAS_CRASH_SEED=${seed}`).toMatchObject({
        state: "settled",
        sha256: whole?.sha256,
      });
      const opened = await openHandover(way.operator, reference, 1);
      if (opened.kind !== "file") throw new Error("the bundle opens");
      const hash = createHash("sha256");
      for await (const chunk of opened.open()) hash.update(chunk);
      expect(hash.digest("hex")).toBe(whole?.sha256);
      const pieces = await house.query<{ key: string }>(
        "select storage_key as key from bundle_piece p join bundle_step s on s.id = p.step_id where s.bundle_id = $1",
        [id],
      );
      if (pieces.some(({ key }) => !key.includes(`-${end?.fence}/`))) wentOn += 1;
      const left = readdirSync(join(house.folder, "store", "bundle"), { recursive: true, encoding: "utf8" });
      expect(
        left
          .filter((name) => /\.(sealed|part)$/.test(name))
          .map((name) => `bundle/${name}`)
          .sort(),
      ).toEqual(pieces.map(({ key }) => `${key}.sealed`).sort());
    }
    console.log(
      `builds killed: ${kills}, ${struck} of them in time, ${wentOn} rounds went on from finished steps`,
    );
    expect(struck).toBeGreaterThan(0);
    expect(wentOn).toBeGreaterThan(0);
  }, 600_000);
});
