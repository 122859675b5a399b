import { Attribute, Change } from "ldapts";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Collection } from "#connectors/collection.ts";
import { conformCorrecting } from "#connectors/conformance/correcting.ts";
import { type CorrectingRig, correctable } from "#connectors/conformance/correcting-rig.ts";
import { wireTo } from "#connectors/conformance/proxy.ts";
import { located, openOn } from "#connectors/conformance/reading.ts";
import { jun, mina, type Person, type Rig } from "#connectors/conformance/world.ts";
import { connectorOf } from "#connectors/registry.ts";
import { findSlapd, launchSlapd, noSlapd, reader, type Slapd, suffix } from "#workshop/slapd/slapd.ts";
import { dnOf, personEntry, roots, schema } from "../fixture/entries.ts";
import { asOwner, everything, ldifOf, notes, owner, peopleWith, settingsAt } from "../fixture/owner.ts";

const names = { name: "sn", email: "mail", phone: "telephoneNumber", text: "text" };
const replace = (type: string, ...values: string[]) =>
  new Change({ operation: "replace", modification: new Attribute({ type, values }) });

async function start(persons: readonly Person[]): Promise<CorrectingRig> {
  const slapd = await launchSlapd(schema("text"), ldifOf(persons), ["person"]);
  const wire = await wireTo("127.0.0.1", slapd.port);
  const placeOf = (person: Person) => persons.findIndex((one) => one.id === person.id);
  const firstNote = (person: Person) => `noteNo=n${placeOf(person)}-0,ou=notes,${suffix}`;
  const settings = settingsAt(wire.port);
  const rig: CorrectingRig = {
    settings,
    collections: correctable([peopleWith(), notes], names),
    names,
    internalHosts: [],
    secrets: [owner.password, reader.password, slapd.folder],
    lying: () => everything(slapd),
    write: (person, field, value) =>
      asOwner(slapd, (client) => client.modify(dnOf(placeOf(person)), replace(field, value))),
    give: (person, other) =>
      asOwner(slapd, (client) => client.modify(firstNote(person), replace("person", other.id))),
    remove: (person) => asOwner(slapd, (client) => client.del(firstNote(person))),
    // An address there is of letters without marks.
    refused: { field: "mail", value: "m\u00edna.of.the.refused@example.com" },
    typed: [],
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

if (findSlapd() === undefined) test("correcting in an LDAP directory", (t) => t.skip(noSlapd));
else
  conformCorrecting("ldap", {
    connector: () => connectorOf("ldap"),
    start,
    without: {
      busy: "a busy directory refuses: a runner comes back as to one that is unreachable",
      broken: "an error ends the operation, as a refusal by its schema does",
      lost: "an answer that is lost is a connection that was cut",
      typed: "values of a directory are texts; what its syntax refuses is the case of a refused value",
    },
  });

describe.skipIf(findSlapd() === undefined)("correcting in a directory", () => {
  let slapd: Slapd;
  beforeAll(async () => {
    const several = { telephoneNumber: ["+353 1 555 0111", "+353 1 555 0112", "+353 1 555 0113"] };
    slapd = await launchSlapd(schema("text"), roots + personEntry(mina, 1, several) + personEntry(jun, 2));
  });
  afterAll(() => slapd?.stop());

  const opened = async (more: Partial<Collection> = {}) => {
    const [people] = correctable([peopleWith()], names);
    if (people === undefined) throw new Error("there are people");
    const label = (name: string) =>
      [name, { label: name, disclose: "yes", correct: { by: "write" } }] as const;
    const fields = { ...people.fields, ...Object.fromEntries(["cn", "manager", "description"].map(label)) };
    const rig = {
      settings: settingsAt(slapd.port),
      collections: [{ ...people, fields, ...more }],
      internalHosts: [],
    };
    const session = await openOn(await connectorOf("ldap"), rig as unknown as Rig);
    const { corrector } = session;
    if (corrector === undefined) throw new Error("a directory can be corrected");
    const { keys } = await located(session, { kind: "email", value: mina.email });
    const change = (field: string, seen: string | null, value: string | null) =>
      corrector.change({ collection: "people", row: [mina.id], fields: [{ field, seen, value }] }, keys, "o");
    const now = async (field: string) =>
      (await corrector.now([{ collection: "people", row: [mina.id], fields: [field] }]))[0]?.[field];
    return { corrector, change, now };
  };

  test("one of several values is replaced, and every other stays", async () => {
    const { change, now } = await opened();
    expect(await change("telephoneNumber", "+353 1 555 0112", "+353 1 555 0199")).toEqual({
      outcome: "changed",
    });
    expect(JSON.parse((await now("telephoneNumber")) ?? "")).toEqual(
      expect.arrayContaining(["+353 1 555 0111", "+353 1 555 0113", "+353 1 555 0199"]),
    );
    expect(await change("telephoneNumber", "+353 1 555 0112", "+353 1 555 0199")).toEqual({
      outcome: "already",
    });
    expect(await change("telephoneNumber", "+353 1 555 0112", "+353 1 555 0188")).toEqual({
      outcome: "conflict",
      fields: ["telephoneNumber"],
    });
    const all = await now("telephoneNumber");
    expect(await change("telephoneNumber", all ?? null, "+353 1 555 0111")).toEqual({ outcome: "changed" });
    expect(await now("telephoneNumber")).toBe("+353 1 555 0111");
  });

  test("an attribute that was empty is filled only while it is", async () => {
    const { change, now } = await opened();
    const meanwhile = () =>
      asOwner(slapd, (client) => client.modify(dnOf(1), replace("description", "of another program")));
    const [first, second] = await Promise.all([
      change("description", null, "one"),
      change("description", null, "two"),
    ]);
    expect([first, second].map((one) => one.outcome).sort()).toEqual(["changed", "conflict"]);
    expect(await now("description")).toBe(first.outcome === "changed" ? "one" : "two");
    await meanwhile();
    expect(await change("description", null, "three")).toMatchObject({ outcome: "conflict" });
    expect(await change("description", "of another program", null)).toEqual({ outcome: "changed" });
    expect(await now("description")).toBeNull();
  });

  test("the name of an entry, names of others and what must stand there stay as they are", async () => {
    const { corrector, change, now } = await opened();
    expect(await change("cn", "person 1", "person one")).toEqual({
      outcome: "refused",
      why: "It is part of the entry's name. Entries are not renamed from here.",
    });
    expect(await now("cn")).toBe("person 1");
    expect(await change("sn", mina.name, null)).toMatchObject({ outcome: "refused" });
    expect(await change("sn", mina.name, mina.name.toUpperCase())).toEqual({ outcome: "changed" });
    expect(await now("sn")).toBe(mina.name.toUpperCase());
    expect(await corrector.fields()).toContainEqual(
      expect.objectContaining({ field: "manager", by: "ask", why: expect.stringContaining("another entry") }),
    );
  });
});
