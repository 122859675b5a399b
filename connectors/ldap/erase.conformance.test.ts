import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Collection } from "#connectors/collection.ts";
import { conformErasing, type ErasingRig } from "#connectors/conformance/erasing.ts";
import { wireTo } from "#connectors/conformance/proxy.ts";
import { failureOfWork, located, openOn } from "#connectors/conformance/reading.ts";
import { described, fieldsOf, jun, mina, type Person, type Rig } from "#connectors/conformance/world.ts";
import type { ErasureTarget } from "#connectors/erase.ts";
import { connectorOf } from "#connectors/registry.ts";
import { findSlapd, launchSlapd, noSlapd, reader, type Slapd, suffix } from "#workshop/slapd/slapd.ts";
import { dnOf, entry, personEntry, roots, schema } from "./fixture/entries.ts";
import { asOwner, everything, ldifOf, notes, owner, peopleWith, settingsAt } from "./fixture/owner.ts";

const secret = new Uint8Array(32).fill(9);

async function start(persons: readonly Person[]): Promise<ErasingRig> {
  const slapd = await launchSlapd(schema("text"), ldifOf(persons), ["person"]);
  const wire = await wireTo("127.0.0.1", slapd.port);
  const settings = settingsAt(wire.port);
  const rig: ErasingRig = {
    settings,
    collections: [peopleWith(), notes],
    anonymising: [peopleWith({ act: "anonymise", fields: { sn: "keyed_hash", mail: "null" } }), notes],
    internalHosts: [],
    secrets: [owner.password, reader.password, slapd.folder],
    lying: () => everything(slapd),
    putBack: (one) => slapd.load(personEntry(one, 99)),
    plant: (text) =>
      asOwner(slapd, async (client) => {
        await client.add(`ou=archive,${suffix}`, {
          objectClass: "organizationalUnit",
          ou: "archive",
          description: text,
        });
        return { table: "organizationalUnit", column: "description" };
      }),
    forbid: async () => {
      rig.settings = { ...settings, bind_dn: reader.dn, password: reader.password };
    },
    troubles: {
      slow: async () => wire.slow(),
      cut: async () => {
        const every = setInterval(() => void wire.cut(), 5);
        return async () => clearInterval(every);
      },
    },
    stop: async () => {
      await wire.close();
      await slapd.stop();
    },
  };
  return rig;
}

if (findSlapd() === undefined) test("erasing in an LDAP directory", (t) => t.skip(noSlapd));
else
  conformErasing("ldap", {
    connector: () => connectorOf("ldap"),
    start,
    without: {
      busy: "a busy directory refuses: a runner comes back as to one that is unreachable",
      broken: "an error ends the operation, as a refusal by its schema does",
    },
  });

describe.skipIf(findSlapd() === undefined)("erasing in a directory", () => {
  let slapd: Slapd;
  const group = (cn: string, ...member: string[]) =>
    entry(`cn=${cn},ou=groups,${suffix}`, { objectClass: "groupOfNames", cn, member });
  beforeAll(async () => {
    const card = (cn: string, above: string) =>
      entry(`cn=${cn.replace(",", "\\,")},${above}`, { objectClass: "applicationProcess", cn });
    slapd = await launchSlapd(
      schema("text"),
      roots +
        personEntry(mina, 1, { description: "the first" }) +
        personEntry(jun, 2) +
        card("devices", dnOf(1)) +
        card("phone, old", `cn=devices,${dnOf(1)}`) +
        card("devices", dnOf(2)) +
        group("hikers", dnOf(1).toUpperCase(), dnOf(2)) +
        group("alone", dnOf(1)) +
        group("board", dnOf(2)),
    );
  });
  afterAll(() => slapd?.stop());

  const planFor = async (...collections: Collection[]) => {
    const settings = settingsAt(slapd.port);
    const session = await openOn(await connectorOf("ldap"), {
      settings,
      collections,
      internalHosts: [],
    } as unknown as Rig);
    const { eraser } = session;
    if (eraser === undefined) throw new Error("a directory can be erased in");
    const { keys } = await located(session, { kind: "email", value: mina.email });
    const steps = await eraser.steps();
    const targets: ErasureTarget[] = [];
    for await (const one of eraser.targets(keys)) targets.push(one);
    return {
      eraser,
      steps,
      of: (collection: string, act: string) => {
        const step = steps.find((one) => one.collection === collection && one.act === act);
        if (step === undefined) throw new Error("there is such a step");
        return { step, rows: targets.filter((one) => one.step === step.no).map((one) => one.row) };
      },
    };
  };
  const groups = described({
    name: "groups",
    table: "groupOfNames",
    key: ["cn"],
    belongs: [
      { to: "people", on: { member: "dn" }, as: "shared", erasure: { act: "delete_with_last_owner" } },
    ],
    fields: fieldsOf("cn", "member"),
  });
  const names = async () =>
    (await everything(slapd)).map((one) => String((JSON.parse(one.bytes) as { dn: string }).dn));

  test("a member is taken out of a group, and only a group of theirs alone goes", async () => {
    const plan = await planFor(peopleWith(), groups);
    const unlink = plan.of("groups", "unlink");
    const gone = plan.of("groups", "delete");
    expect(unlink.rows).toEqual([["hikers", dnOf(1).toUpperCase()]]);
    expect(gone.rows).toEqual([["alone"]]);
    expect((await plan.eraser.samples(unlink.step, unlink.rows))[0]?.after).toEqual({
      cn: "hikers",
      member: dnOf(2),
    });
    expect(await plan.eraser.standing(unlink.step, unlink.rows)).toBe(1);
    expect(await plan.eraser.act(unlink.step, unlink.rows, secret)).toEqual({ changed: 1, gone: 0 });
    expect(await plan.eraser.act(unlink.step, unlink.rows, secret)).toEqual({ changed: 0, gone: 0 });
    expect(await plan.eraser.standing(unlink.step, unlink.rows)).toBe(0);
    expect(await plan.eraser.act(gone.step, gone.rows, secret)).toEqual({ changed: 1, gone: 0 });
    const left = await asOwner(slapd, (client) => client.search(`ou=groups,${suffix}`, { scope: "one" }));
    expect(left.searchEntries.map((one) => [one.cn, one.member]).toSorted()).toEqual([
      ["board", dnOf(2)],
      ["hikers", dnOf(2)],
    ]);
  });

  test("the directory's own rules are said, and nothing has changed", async () => {
    const before = await everything(slapd);
    const plan = await planFor(peopleWith({ act: "anonymise", fields: { sn: "null" } }));
    const { step, rows } = plan.of("people", "anonymise");
    const failure = await failureOfWork(() => plan.eraser.act(step, rows, secret));
    expect([failure.code, failure.message]).toEqual([
      "misconfigured",
      "The directory's rules do not let an entry of people be as the data map wants to leave it.",
    ]);
    expect(await everything(slapd)).toEqual(before);
  });

  test("an entry that is known by its name is found below the base only", async () => {
    const byName = { ...peopleWith(), key: ["dn"] };
    const plan = await planFor(byName);
    const { step, rows } = plan.of("people", "delete");
    expect(rows).toEqual([[dnOf(1)]]);
    const before = await everything(slapd);
    for (const dn of [
      owner.dn,
      suffix,
      `ou=groups,${suffix}`,
      `cn=board,ou=groups,${suffix}`,
      "no name",
      `ou=people,${suffix}`,
    ])
      expect(await plan.eraser.act(step, [[dn]], secret)).toEqual({ changed: 0, gone: 1 });
    expect(await everything(slapd)).toEqual(before);
    expect(await plan.eraser.standing(step, rows)).toBe(1);
  });

  test("what hangs below goes deepest first, unless the map describes it", async () => {
    const devices = described({
      name: "devices",
      table: "applicationProcess",
      key: ["cn"],
      belongs: [{ to: "people", on: { seeAlso: "dn" } }],
      fields: fieldsOf("cn", "seeAlso"),
    });
    // However the map writes the place.
    const spaced = { ...devices, table: `CN=devices , ${dnOf(1).replaceAll(",", " , ")}`, where: [] };
    for (const known of [devices, spaced]) {
      const { eraser, of } = await planFor(peopleWith(), known);
      const { step, rows } = of("people", "delete");
      const untouched = await names();
      const refused = await failureOfWork(() => eraser.act(step, rows, secret));
      expect([refused.code, await names()]).toEqual(["bad_answer", untouched]);
    }
    const strict = await planFor(peopleWith(), devices);
    const person = strict.of("people", "delete");
    expect(person.step.cascades).toEqual([{ table: "entries below it", onDelete: "cascade" }]);
    const before = await names();
    const plan = await planFor(peopleWith());
    const { step, rows } = plan.of("people", "delete");
    expect(await plan.eraser.act(step, rows, secret)).toEqual({ changed: 1, gone: 0 });
    expect(await names()).toEqual(before.filter((dn) => !dn.endsWith(dnOf(1))));
    expect(await plan.eraser.standing(step, rows)).toBe(0);
  });
});
