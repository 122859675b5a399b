import { test } from "vitest";
import { conform } from "#connectors/conformance/kit.ts";
import { wireTo } from "#connectors/conformance/proxy.ts";
import { described, fieldsOf, type Harness, type Person, type Rig } from "#connectors/conformance/world.ts";
import { connectorOf } from "#connectors/registry.ts";
import { findSlapd, launchSlapd, noSlapd, reader, suffix } from "#workshop/slapd/slapd.ts";
import { noteEntry, personEntry, roots, schema } from "./fixture/entries.ts";

const people = described({
  name: "people",
  table: `ou=people,${suffix}`,
  where: { objectClass: "inetOrgPerson" },
  key: ["uid"],
  subject_key: "uid",
  match: { email: "mail", phone: "telephoneNumber" },
  yields: { phone: "telephoneNumber", email: "mail" },
  fields: {
    ...fieldsOf("uid", "mail", "telephoneNumber", "sn"),
    userPassword: { label: "Password", disclose: "never" },
  },
});

async function start(persons: readonly Person[]): Promise<Rig> {
  const ldif =
    roots +
    persons
      .map((one, place) => personEntry(one, place) + one.notes.map((text) => noteEntry(one, text)).join(""))
      .join("");
  const slapd = await launchSlapd(schema("text"), ldif, ["person"]);
  const wire = await wireTo("127.0.0.1", slapd.port);
  const settings = {
    url: `ldap://127.0.0.1:${wire.port}`,
    base: suffix,
    bind_dn: reader.dn,
    password: reader.password,
  };
  const nobody = await wireTo("127.0.0.1", 1);
  await nobody.close();
  return {
    settings,
    collections: [
      people,
      described({
        name: "notes",
        table: "note",
        key: ["noteNo"],
        belongs: [{ to: "people", on: { person: "uid" } }],
        fields: fieldsOf("noteNo", "person", "text"),
      }),
    ],
    internalHosts: [],
    secrets: [reader.password, "secret-of-the-owner", slapd.folder],
    troubles: {
      stall: async () => wire.stall(),
      slow: async () => wire.slow(),
      cut: () => wire.cut(),
      mayWrite: async () => {
        await slapd.allow({ passwords: true });
        return () => slapd.allow({});
      },
      wrongCredentials: { ...settings, password: "canary-wrong" },
      unreachable: { ...settings, url: `ldap://127.0.0.1:${nobody.port}` },
    },
    dropField: () => slapd.reschema(schema("wordsText")),
    addNotes: (person, count) =>
      slapd.load(
        Array.from({ length: count }, (_, at) => noteEntry(person, `line ${at}`, `m${at}`)).join(""),
      ),
    stop: async () => {
      await wire.close();
      await slapd.stop();
    },
  };
}

const harness: Harness = {
  connector: () => connectorOf("ldap"),
  start,
  // The directory's texts are UTF-8 of at least one character.
  holds: (text) => text !== "" && text.isWellFormed(),
  without: {
    busy: "a busy directory refuses: a runner comes back as to one that is unreachable",
    broken: "an error ends the search, as a place that is gone does",
    half: "a search ends with a message of its own; one without it is a cut connection",
    twice: "a search gives each entry once, and an entry that is reached twice is known by its name",
    stranger:
      "the keys on each entry are compared again; the directory under test has no way to answer with others",
  },
  manyRows: 50_000,
};

if (findSlapd() === undefined) test("an LDAP directory", (t) => t.skip(noSlapd));
else conform("ldap", harness);
