import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { failureOfWork, located, openOn, readAll } from "#connectors/conformance/reading.ts";
import { described, fieldsOf, jun, mina, type Rig } from "#connectors/conformance/world.ts";
import { connectorOf } from "#connectors/registry.ts";
import { findSlapd, launchSlapd, noSlapd, reader, type Slapd, suffix } from "#workshop/slapd/slapd.ts";
import { dnOf, entry, personEntry, roots, schema } from "./fixture/entries.ts";

if (findSlapd() === undefined) test("a directory", (t) => t.skip(noSlapd));

describe.skipIf(findSlapd() === undefined)("a directory", () => {
  let slapd: Slapd;
  const photo = Buffer.from([0xff, 0xd8, 0xff, 0x00, 0x01]);
  const card = (uid: string, more: Parameters<typeof entry>[1]) =>
    entry(`uid=${uid},ou=people,${suffix}`, {
      objectClass: "inetOrgPerson",
      cn: uid,
      sn: uid,
      uid,
      telephoneNumber: "+35315550177",
      ...more,
    });
  beforeAll(async () => {
    const ldif =
      roots +
      personEntry(mina, 1, {
        jpegPhoto: [photo, Buffer.from("text")],
        mail: [mina.email, "mina@example.org"],
        description: Buffer.from("zwei\nZeilen é"),
      }) +
      personEntry({ ...jun, id: "P-1x", phone: "(01) 555-0100" }, 2) +
      card("c-1", { manager: dnOf(1), secretary: dnOf(2), description: "of the manager" }) +
      card("c-2", { manager: [dnOf(1), dnOf(2)], secretary: dnOf(1), description: "of both" }) +
      entry(`cn=hikers,ou=groups,${suffix}`, {
        objectClass: "groupOfNames",
        cn: "hikers",
        member: [dnOf(1).toUpperCase(), dnOf(2)],
      }) +
      entry(`cn=board,ou=groups,${suffix}`, { objectClass: "groupOfNames", cn: "board", member: [dnOf(2)] });
    slapd = await launchSlapd(schema("text"), ldif);
  });
  afterAll(() => slapd?.stop());

  const rig = (collections: Rig["collections"], change: object = {}): Rig => ({
    settings: {
      url: `ldap://127.0.0.1:${slapd.port}`,
      base: suffix,
      bind_dn: reader.dn,
      password: reader.password,
      ...change,
    },
    collections,
    internalHosts: [],
    secrets: [],
    troubles: {},
    dropField: async () => {},
    addNotes: async () => {},
    stop: async () => {},
  });
  const groups = described({
    name: "groups",
    table: "groupOfNames",
    key: ["cn"],
    belongs: [{ to: "people", on: { member: "dn" }, as: "shared" }],
    fields: fieldsOf("cn", "member"),
  });
  const withPhoto = described({
    name: "people",
    table: "inetOrgPerson",
    key: ["entryUUID"],
    subject_key: "entryUUID",
    match: { email: "mail", phone: { field: "telephoneNumber", country: "IE" }, account: "uid" },
    fields: fieldsOf("entryUUID", "mail", "description", "jpegPhoto", "uid"),
    file_field: { field: "jpegPhoto", media_type: "image/jpeg", extension: "jpg" },
  });

  test("in an entry a person sees what is for their roles, and of what it shares only themselves", async () => {
    const cards = described({
      name: "cards",
      table: `ou=people,${suffix}`,
      key: ["uid"],
      where: { objectClass: "inetOrgPerson" },
      belongs: [
        { to: "people", on: { manager: "dn" }, role: "manager", as: "shared" },
        { to: "people", on: { secretary: "dn" }, role: "secretary", as: "shared" },
      ],
      yields: { phone: "telephoneNumber" },
      fields: {
        uid: { label: "Id" },
        manager: { label: "Manager" },
        secretary: { label: "Secretary" },
        telephoneNumber: { label: "Telephone", roles: ["secretary"] },
        description: { label: "Note", roles: ["manager"] },
      },
    });
    const session = await openOn(await connectorOf("ldap"), rig([withPhoto, cards]));
    const found = await located(session, { kind: "email", value: mina.email });
    expect(found.identifiers.filter((one) => one.kind === "phone")).toEqual([]);
    const { rows } = await readAll(session, found.keys);
    const own = dnOf(1);
    expect(rows.filter((row) => row.collection === "cards").map((row) => row.record)).toEqual([
      { uid: "c-1", manager: own, secretary: null, description: "of the manager" },
      { uid: "c-2", manager: own, secretary: own, description: "of both", telephoneNumber: "+35315550177" },
    ]);
    await session.close();
  });

  test("several values are a list, bytes are files, and of a group's members a person sees themselves", async () => {
    const session = await openOn(await connectorOf("ldap"), rig([withPhoto, groups], { page_size: 1 }));
    const found = await located(session, { kind: "email", value: "mina@example.org" });
    expect(found.keys).toHaveLength(1);
    const { rows, files } = await readAll(session, found.keys);
    expect(rows[0]?.record).toMatchObject({
      mail: [mina.email, "mina@example.org"],
      description: "zwei\nZeilen é",
      entryUUID: found.keys[0]?.key,
    });
    expect(rows[0]?.record.jpegPhoto).toEqual(files.map((file) => file.fileName));
    expect(files.map((file) => file.bytes)).toEqual([photo, Buffer.from("text")]);
    expect(rows.slice(1).map((row) => row.record)).toEqual([{ cn: "hikers", member: dnOf(1).toUpperCase() }]);
    expect(await session.count(found.keys)).toEqual(
      new Map([
        ["people", 1],
        ["groups", 1],
      ]),
    );
  });

  test("identifiers are compared exactly, whatever the directory takes for the same", async () => {
    const session = await openOn(await connectorOf("ldap"), rig([withPhoto]));
    const keysOf = async (kind: string, value: string) =>
      (await located(session, { kind, value })).keys.length;
    expect(await keysOf("account", "P-1x")).toBe(1);
    for (const near of ["p-1X", "P-1x ", " P-1x", "P-1*", "*", "P-1x)(uid=*", "P-1x\u0000"])
      expect(await keysOf("account", near)).toBe(0);
    expect(await keysOf("phone", "+35315550100")).toBe(1);
    expect(await keysOf("phone", "+4915550100")).toBe(0);
  });

  test("a limit of the directory, an attribute it does not compare, and one it does not know are errors", async () => {
    const connector = await connectorOf("ldap");
    const failing = async (one: Rig) =>
      failureOfWork(async () =>
        (await openOn(connector, one)).locate([{ kind: "email", value: mina.email }]),
      );
    const by = (field: string) =>
      rig([
        described({
          name: "people",
          table: "inetOrgPerson",
          subject_key: "uid",
          match: { email: field },
          fields: fieldsOf("uid"),
        }),
      ]);
    expect((await failing(by("jpegPhoto"))).code).toBe("misconfigured");
    expect((await failing(by("mailbox9"))).code).toBe("schema_changed");
    expect((await failing(rig([{ ...withPhoto, table: `ou=nowhere,${suffix}` }]))).code).toBe(
      "misconfigured",
    );
    await slapd.allow({ most: "1" });
    const every = rig([
      described({
        name: "people",
        table: "inetOrgPerson",
        subject_key: "uid",
        match: { kind: "objectClass" },
        fields: fieldsOf("uid"),
      }),
    ]);
    const failure = await failureOfWork(async () =>
      (await openOn(connector, every)).locate([{ kind: "kind", value: "inetOrgPerson" }]),
    );
    expect([failure.code, failure.message]).toEqual([
      "bad_answer",
      "The directory cut its answer short: this account's size limit is too low.",
    ]);
    await slapd.allow({});
  });

  test("TLS is verified, on a port of its own and by StartTLS", async (t) => {
    const { certificate, securePort } = slapd;
    if (certificate === undefined) return t.skip("no openssl on this machine to make a certificate with");
    const connector = await connectorOf("ldap");
    const about = async (change: object) =>
      (await located(await openOn(connector, rig([withPhoto], change)), { kind: "email", value: mina.email }))
        .keys.length;
    const secure = `ldaps://127.0.0.1:${securePort}`;
    expect(await about({ url: secure, ca: certificate })).toBe(1);
    expect(await about({ tls: "start_tls", ca: certificate })).toBe(1);
    for (const change of [
      { url: secure },
      { tls: "start_tls" },
      { url: secure.replace("127.0.0.1", "localhost"), ca: certificate },
    ]) {
      const failure = await failureOfWork(() => about(change));
      expect([failure.code, failure.message]).toEqual([
        "unreachable",
        "The certificate of the directory could not be verified.",
      ]);
    }
  });

  test("classes in use are seen with what the schema allows them, and can be sampled", async () => {
    const session = await openOn(await connectorOf("ldap"), rig([withPhoto, groups]));
    const seen = await session.inspect();
    expect(seen.map((one) => one.name)).toEqual([
      "groupOfNames",
      "inetOrgPerson",
      "organization",
      "organizationalRole",
      "organizationalUnit",
    ]);
    const columns = seen[1]?.columns.map((column) => column.name);
    for (const name of ["dn", "mail", "jpegPhoto", "sn", "entryUUID", "telephoneNumber"])
      expect(columns).toContain(name);
    expect(await session.sample?.("groupOfNames", ["dn", "cn"], 1)).toEqual([
      [`cn=hikers,ou=groups,${suffix}`, "hikers"],
    ]);
    expect((await session.explain()).map((step) => step.text)[1]).toContain(
      "(objectClass=groupOfNames) where member is dn of theirs in people",
    );
  });
});
