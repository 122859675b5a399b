import { existsSync } from "node:fs";
import { Client } from "ldapts";
import { expect, test } from "vitest";
import { findSlapd, launchSlapd, noSlapd, reader, suffix } from "./slapd.ts";

const ldif = `dn: ${suffix}
objectClass: dcObject
objectClass: organization
dc: example
o: Example

dn: ${reader.dn}
objectClass: organizationalRole
objectClass: simpleSecurityObject
cn: reader
userPassword: ${reader.password}

`;

test("a directory starts, lets its reader read and nobody else, and leaves nothing behind", async (t) => {
  if (!findSlapd()) t.skip(noSlapd);
  const slapd = await launchSlapd("", ldif);
  const client = new Client({ url: `ldap://127.0.0.1:${slapd.port}` });
  const names = async () => (await client.search(suffix)).searchEntries.map((entry) => entry.dn);
  await expect(names()).rejects.toMatchObject({ code: 50 });
  await client.bind(reader.dn, reader.password);
  expect(await names()).toEqual([suffix, reader.dn]);
  await expect(client.del(reader.dn)).rejects.toMatchObject({ code: 50 });
  await client.unbind();
  await slapd.stop();
  expect(existsSync(slapd.folder)).toBe(false);
  await expect(client.bind(reader.dn, reader.password)).rejects.toThrow();
});
