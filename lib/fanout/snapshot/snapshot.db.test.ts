import { afterAll, beforeAll, expect, it } from "vitest";
import { releaseRequest } from "#lib/bundle/release.ts";
import { readRequestFile } from "#lib/fanout/file-view.ts";
import { readPersonGraph } from "#lib/fanout/link/person-view.ts";
import { readOwnFacts } from "#lib/me/own-facts.ts";
import { drain } from "#lib/worker/drain.ts";
import { type House, openHouse } from "#lib/worker/fixture/house.ts";
import * as way from "#lib/worker/fixture/ways.ts";
import { decideLinks } from "../link/decide.ts";
import { readSnapshot, type Snapshot } from "./read.ts";

let house: House;

beforeAll(async () => {
  house = await openHouse(["club", "archive"]);
});
afterAll(() => house.close());

const factOf = ({ groups }: Snapshot, fact: string) =>
  groups.flatMap((group) => group.facts).find((one) => one.fact === fact);

it("merges what the systems say, tells how sure each source is, and is the person's once the answer is out", async () => {
  const { requestId, reference, person } = await way.fileAndProve();
  await drain();
  const seen = await readSnapshot(way.operator, reference);
  expect(factOf(seen, "person.birth_date")?.agreement).toBe("same");
  expect(factOf(seen, "person.full_name")).toMatchObject({
    agreement: "written",
    values: [{ text: "Mina Okafor", otherwise: ["Okafor, Mina"] }],
  });
  expect(factOf(seen, "contact.phone")?.agreement).toBe("written");
  expect(factOf(seen, "person.birth_date")?.values[0]?.sources).toEqual([
    { system: "Club", collection: "Your membership", changed: "2026-02-01", alike: false },
    { system: "Archive", collection: "Your card in the archive", changed: null, alike: true },
  ]);
  expect(JSON.stringify(seen)).not.toContain("canary");
  expect(
    await house.query("select 1 from audit_event where chain = $1 and kind = 'snapshot_viewed'", [requestId]),
  ).toHaveLength(1);

  await expect(readOwnFacts(person, reference)).rejects.toMatchObject({ code: "not_found" });
  await expect(readSnapshot(person, reference)).rejects.toMatchObject({ code: "not_found" });
  const graph = await readPersonGraph(way.operator, reference);
  const archive = graph.systems.find((one) => one.systemId === "archive");
  expect(archive?.keys).toMatchObject([{ evidence: "likeness", maySplit: false }]);
  expect(archive?.links[0]?.facts).toContainEqual({
    field: "birth_date",
    theirs: "1984-03-12",
    known: "1984-03-12",
  });
  await decideLinks(way.operator, {
    taskId: archive?.taskId ?? "",
    accepted: archive?.links.map((link) => link.id) ?? [],
    reason: "Her card.",
  });
  await drain();
  const { version } = await readRequestFile(way.operator, reference);
  await releaseRequest(way.operator, reference, { version, partly: false });
  await drain();
  const own = await readOwnFacts(person, reference);
  if (own === "needs_code") throw new Error("the proof is fresh");
  expect(factOf(own, "person.birth_date")?.values[0]?.sources.map((one) => one.alike)).toEqual([
    false,
    false,
  ]);
  const stale = { ...person, provenAt: new Date(Date.now() - 16 * 60_000) };
  expect(await readOwnFacts(stale, reference)).toBe("needs_code");
  const stranger = await way.fileAndProve({ email: "noor.haddad@example.net", name: "Noor Haddad" });
  await expect(readOwnFacts(stranger.person, reference)).rejects.toMatchObject({ code: "not_found" });
  await expect(readOwnFacts(way.operator, reference)).rejects.toMatchObject({ code: "not_found" });
  await house.query("update bundle set expires_at = now() - interval '1 day' where request_id = $1", [
    requestId,
  ]);
  await expect(readOwnFacts(person, reference)).rejects.toMatchObject({ code: "not_found" });
  const after = await readPersonGraph(way.operator, reference);
  expect(after).toMatchObject({ mayDecide: false, decisions: [{ verdict: "accepted", mayUndo: false }] });
});
