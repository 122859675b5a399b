import fs from "node:fs";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { log } from "#lib/core/log.ts";
import { diagnostics } from "#lib/health/diagnostics.ts";
import { type Desk, openDesk, operator, shop, why } from "../fixture/desk.ts";
import { checkSystem } from "./check.ts";
import { exportSystems } from "./export.ts";
import { systemHistory } from "./history.ts";
import { inspectSystem } from "./inspect.ts";
import { readSystem, readSystems } from "./read.ts";
import { registerSystem } from "./register.ts";
import { setSecrets } from "./set-secret.ts";

let desk: Desk;
let logged = "";
beforeAll(async () => {
  desk = await openDesk(["newsletter"]);
  process.env.HABEAS_INTERNAL_HOSTS = `${process.env.HABEAS_INTERNAL_HOSTS},127.0.0.1:9`;
});
afterAll(() => desk.house.close());

const canary = (name: string) => `canary-${name}-7f3a9c51d2e84b60`;
const reference = (name: string) => `secret:${name}`;

/** Every place of every kind's settings at which a secret can stand, however deep; a secret's value says where it is. */
const kinds: Record<string, { connector: string; settings: unknown; addresses?: Record<string, string> }> = {
  postgres_one: { connector: "postgres", settings: { url: reference("url") } },
  mariadb_one: { connector: "mariadb", settings: { url: reference("url"), tls: "off" } },
  ldap_one: {
    connector: "ldap",
    settings: {
      url: "ldap://127.0.0.1:9",
      base: "dc=example",
      bind_dn: reference("dn"),
      password: reference("password"),
      tls: "off",
    },
  },
  bearer_one: {
    connector: "http",
    settings: { base_url: "http://127.0.0.1:9", auth: { kind: "bearer", token: reference("token") } },
  },
  basic_one: {
    connector: "http",
    settings: {
      base_url: "http://127.0.0.1:9",
      auth: { kind: "basic", username: reference("name"), password: reference("password") },
    },
  },
  header_one: {
    connector: "http",
    settings: {
      base_url: "http://127.0.0.1:9",
      auth: { kind: "header", headers: { "x-key": reference("key") } },
    },
  },
  oauth_one: {
    connector: "http",
    settings: {
      base_url: "http://127.0.0.1:9",
      auth: {
        kind: "oauth2_refresh_token",
        client_id: reference("client"),
        client_secret: reference("secret"),
        refresh_token: reference("refresh"),
        token_url: "http://127.0.0.1:9/token",
      },
    },
  },
  webhook_one: {
    connector: "webhook",
    settings: { url: "http://127.0.0.1:9/habeas", secrets: [reference("one"), reference("two")] },
  },
  bucket_one: {
    connector: "files",
    settings: {
      bucket: {
        name: "exports",
        endpoint: "http://127.0.0.1:9",
        path_style: true,
        access_key_id: reference("id"),
        secret_access_key: reference("key"),
        session_token: reference("session"),
      },
    },
  },
};
const address: Record<string, (name: string) => string> = {
  postgres_one: (name) => `postgres://u:${canary(name)}@127.0.0.1:9/none`,
  mariadb_one: (name) => `mysql://u:${canary(name)}@127.0.0.1:9/none`,
};

const namesIn = (settings: unknown): string[] =>
  [...JSON.stringify(settings).matchAll(/"secret:([a-z]+)"/g)].map(([, name]) => name ?? "");

function formsOf(value: string): string[] {
  const bytes = Buffer.from(value);
  return [
    value,
    bytes.toString("hex"),
    bytes.toString("base64").replace(/=+$/, ""),
    encodeURIComponent(value),
  ];
}

const failed = (error: unknown) =>
  error instanceof Error
    ? [error.name, error.message, error.stack, JSON.stringify(error), String(error.cause)]
    : error;

it("a secret at any depth of any connector's settings is shown by nothing: no view, error, log, export or dump (ADV-12, TM-33)", async () => {
  const before = log.level;
  log.level = "trace";
  for (const write of ["write", "writeSync"] as const)
    vi.spyOn(fs, write).mockImplementation(((...args: unknown[]) => {
      logged += String(args[1]);
      const [length, done] = [Buffer.byteLength(String(args[1])), args.at(-1)];
      if (typeof done === "function") done(null, length);
      return length;
    }) as never);
  const said: unknown[] = [];
  const secrets: string[] = [];
  for (const [id, { connector, settings }] of Object.entries(kinds)) {
    const names = namesIn(settings);
    expect(names.length, id).toBeGreaterThan(0);
    const values = names.map((name) => [name, address[id]?.(name) ?? canary(`${id}-${name}`)] as const);
    secrets.push(...names.map((name) => (address[id] ? canary(name) : canary(`${id}-${name}`))));
    const definition = shop(id, { connector, settings, collections: [] });
    said.push(await registerSystem(desk.lead, { definition, ...why }).catch(failed));
    said.push(await setSecrets(desk.lead, id, new Map(values)).catch(failed));
    for (const look of [readSystem, checkSystem, systemHistory, inspectSystem])
      said.push(await look(desk.lead, id).catch(failed));
    said.push(await exportSystems(operator, [id]).catch(failed));
    const broken = { ...definition, settings: { ...(settings as object), wrong: true } };
    said.push(
      await registerSystem(desk.lead, { definition: { ...broken, id: `${id}_b` } as never, ...why }).catch(
        failed,
      ),
    );
    log.warn({ err: said.at(-1) }, "what a system said");
  }
  said.push(await readSystems(desk.lead));
  said.push(await diagnostics(process.env));
  log.flush();
  await new Promise((resolve) => setTimeout(resolve, 50));
  vi.restoreAllMocks();
  log.level = before;

  const tables = await desk.house.query<{ name: string }>(
    "select quote_ident(table_schema) || '.' || quote_ident(table_name) as name from information_schema.tables where table_schema not in ('pg_catalog', 'information_schema') and table_type = 'BASE TABLE'",
  );
  for (const { name } of tables) said.push(await desk.house.query(`select t::text from ${name} t`));
  expect(logged).toContain("what a system said");
  expect(await desk.house.query("select 1 from system_secret")).toHaveLength(secrets.length);
  const all = (JSON.stringify(said) + logged).toLowerCase();
  for (const secret of secrets)
    for (const form of formsOf(secret)) {
      const at = all.indexOf(form.toLowerCase());
      expect(at === -1 ? "" : all.slice(Math.max(0, at - 200), at + 100), secret).toBe("");
    }
}, 60_000);
