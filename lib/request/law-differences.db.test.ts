import { execFile } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { database } from "#lib/db/database.ts";
import { type House, openHouse } from "#lib/worker/fixture/house.ts";
import { fileRequest } from "./file.ts";
import { lawDifferences } from "./law-differences.ts";
import { track } from "./track.ts";

const program = fileURLToPath(new URL("../../cli/habeas.ts", import.meta.url));
let house: House;

beforeAll(async () => {
  house = await openHouse(["newsletter"]);
  // The company says, before the map is first read, that the law of its place binds it whoever asks.
  const file = `${house.folder}/map.yaml`;
  const map = JSON.parse(readFileSync(file, "utf8")) as { company: object };
  Object.assign(map.company, { laws: [{ law: "EU_GDPR", everyone: true }, { law: "US_CA_CCPA" }] });
  writeFileSync(file, JSON.stringify(map));
});
afterAll(() => house.close());

const filed = (place: string, once: string) =>
  fileRequest(
    { kind: "visitor", browser: "a-browser-of-this-test" },
    {
      right: "access",
      who: "self",
      relation: "",
      theirName: "",
      place,
      name: "Mina Okafor",
      email: `${once}@example.com`,
      otherEmails: "",
      phone: "",
      scope: "everything",
      details: "",
      wrong: "",
      correct: "",
    },
    once,
    "portal",
  );

describe("open requests and the law", { timeout: 60_000 }, () => {
  it("are filed under the laws that bind the company, and keep them; the report tells which would differ", async () => {
    const newYork = await filed("US-NY", "new-york");
    const california = await filed("US-CA", "california");
    const rows = await house.query<{ rule_version: string }>(
      "select rule_version from request order by place",
    );
    expect(rows.map((one) => one.rule_version)).toEqual(["EU_GDPR@1", "EU_GDPR@1"]);
    const last = async (reference: string) =>
      (await track({ kind: "operator" }, reference)).deadline.derivation.at(-1)?.sentence;
    expect(await last(california.reference)).toMatch(/^CCPA counts too, /);
    expect(await last(newYork.reference)).toMatch(
      /^The law that counts is GDPR, which binds us whoever asks/,
    );
    expect(await lawDifferences(database())).toEqual({ open: 2, differ: [] });

    // The company says less of itself; another process reads the map anew.
    const file = `${house.folder}/map.yaml`;
    const map = JSON.parse(readFileSync(file, "utf8")) as { company: { laws?: object } };
    delete map.company.laws;
    writeFileSync(`${house.folder}/other.yaml`, JSON.stringify(map));
    const before = await house.query("select * from request order by reference");
    const { stdout } = await promisify(execFile)(
      process.execPath,
      [program, "--json", "clock", "differences"],
      {
        env: { ...process.env, HABEAS_MAP: `${house.folder}/other.yaml` },
      },
    );
    const told = JSON.parse(stdout) as Awaited<ReturnType<typeof lawDifferences>>;
    expect(told.open).toBe(2);
    const now = new Map(told.differ.map((one) => [one.reference, one]));
    expect(now.get(newYork.reference)).toMatchObject({
      frozen: { ruleVersion: "EU_GDPR@1" },
      now: { ruleVersion: "OWN_POLICY@1" },
    });
    expect(now.get(california.reference)).toMatchObject({
      frozen: { ruleVersion: "EU_GDPR@1" },
      now: { ruleVersion: "US_CA_CCPA@1" },
    });
    expect(await house.query("select * from request order by reference")).toEqual(before);
  });
});
