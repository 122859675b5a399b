import { afterAll, beforeAll, expect, it } from "vitest";
import { openHandover, renewHandover } from "#lib/bundle/handover.ts";
import { releaseRequest } from "#lib/bundle/release.ts";
import { readRequestFile } from "#lib/fanout/file-view.ts";
import { drain } from "#lib/worker/drain.ts";
import { type House, openHouse } from "#lib/worker/fixture/house.ts";
import * as way from "#lib/worker/fixture/ways.ts";
import { inHere } from "./fixture/shell.ts";

let house: House;
beforeAll(async () => {
  house = await openHouse(["newsletter"]);
});
afterAll(() => house.close());

it("DSR-33 a wrong file: one command says who took it and when, ends every download at once, and drafts the notice", async () => {
  const { person, reference, requestId } = await way.fileAndProve();
  await drain();
  const { version } = await readRequestFile(way.operator, reference);
  await releaseRequest(way.operator, reference, { version, partly: false });
  await drain();
  expect((await inHere(["released", reference])).out).toContain("Nobody took it.");
  await openHandover(person, reference, 1);
  const { out } = await inHere(["--json", "released", reference]);
  expect(JSON.parse(out)).toMatchObject({
    files: [{ number: 1, open: true, withdrawn: false, taken: [{ by: "person", how: "download" }] }],
  });
  const before = Date.now();
  const revoked = await inHere(["released", reference, "--revoke", "--notice"]);
  expect(revoked).toMatchObject({ code: 0, out: expect.stringContaining("withdrawn") });
  await expect(openHandover(person, reference, 1)).rejects.toMatchObject({ code: "gone" });
  await expect(openHandover(way.operator, reference, 1)).rejects.toMatchObject({ code: "gone" });
  expect(Date.now() - before).toBeLessThan(60_000);
  expect(await house.query("select 1 from person_session where request_id = $1", [requestId])).toEqual([]);
  // Not even with a new code, nor by asking for the download again.
  await expect(renewHandover(person, reference)).rejects.toMatchObject({ code: "gone" });
  await expect(openHandover(person, reference, 1)).rejects.toMatchObject({ code: "gone" });
  expect(
    await house.query("select data from audit_event where chain = $1 and kind = 'files_withdrawn'", [
      requestId,
    ]),
  ).toEqual([{ data: { upTo: 1 } }]);
  expect(revoked.out).toMatch(/Article 33[\s\S]*How often it was taken: 1\./);
  expect(revoked.out).toContain("no download of the request is open any more");
  const [filed] = await way.owedTo(requestId);
  expect(revoked.out).not.toContain(filed?.to ?? "@");
  expect(revoked.out).not.toMatch(/Mina|Okafor|mina/);
  expect(await inHere(["released", "LK-222-222"])).toMatchObject({ code: 3 });
});
