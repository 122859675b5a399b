import { execFile } from "node:child_process";
import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { startProblems, startWarnings } from "./problems.ts";

const key = () => randomBytes(32).toString("base64");
const signIn = {
  HABEAS_OIDC_ISSUER: "https://login.example.com",
  HABEAS_OIDC_CLIENT_ID: "habeas",
  HABEAS_OIDC_CLIENT_SECRET: key(),
  NEXTAUTH_SECRET: key(),
};
const good: Record<string, string> = {
  HABEAS_DATABASE_URL: "postgres://habeas:pw-of-the-database@db.internal:5432/habeas",
  HABEAS_ORIGIN: "https://privacy.example.com",
  HABEAS_MASTER_KEY: key(),
  HABEAS_MAP: "/etc/habeas/map.yaml",
  HABEAS_STORE: "/var/lib/habeas",
  ...signIn,
};
const shared = key();
const fill = (byte: number) => Buffer.alloc(32, byte).toString("base64");

/** What is bad, the settings that make it so (undefined: left out), and what must be said. */
const bad: [string, Record<string, string | undefined>, RegExp][] = [
  ["no database", { HABEAS_DATABASE_URL: undefined }, /HABEAS_DATABASE_URL: is missing/],
  ["no Postgres", { HABEAS_DATABASE_URL: "mysql://u:hidden-1@db/x" }, /HABEAS_DATABASE_URL: /],
  [
    "a database far away in the clear",
    { HABEAS_DATABASE_URL: "postgres://u:hidden-1@db.example.com/x?sslmode=disable" },
    /verify-full/,
  ],
  ["no origin", { HABEAS_ORIGIN: undefined }, /HABEAS_ORIGIN: is missing/],
  ["an http origin", { HABEAS_ORIGIN: "http://privacy.example.com" }, /HABEAS_ORIGIN: must be https/],
  ["an origin that is none", { HABEAS_ORIGIN: "privacy.example.com" }, /HABEAS_ORIGIN: /],
  ["no master key", { HABEAS_MASTER_KEY: undefined }, /HABEAS_MASTER_KEY/],
  ["a short master key", { HABEAS_MASTER_KEY: randomBytes(16).toString("base64") }, /32 random bytes/],
  ["a master key of zeros", { HABEAS_MASTER_KEY: fill(0) }, /same byte/],
  ["a master key of one byte", { HABEAS_MASTER_KEY: fill(65) }, /same byte/],
  [
    "a master key that repeats itself",
    { HABEAS_MASTER_KEY: Buffer.alloc(32, randomBytes(16)).toString("base64") },
    /repeats itself/,
  ],
  [
    "a master key that counts",
    { HABEAS_MASTER_KEY: Buffer.from(Array.from({ length: 32 }, (_, i) => i)).toString("base64") },
    /counts up/,
  ],
  [
    "a master key that was typed",
    { HABEAS_MASTER_KEY: Buffer.from("Quiet-Harbour_Lantern.Tuesday#42").toString("base64") },
    /typed by a person/,
  ],
  ["no map", { HABEAS_MAP: undefined }, /HABEAS_MAP: is missing/],
  ["no store", { HABEAS_STORE: undefined }, /HABEAS_STORE: is missing/],
  ["a store that is no bucket", { HABEAS_STORE: "s3://X_/../" }, /HABEAS_STORE: must be a folder/],
  [
    "a store in the clear",
    { HABEAS_STORE_ENDPOINT: "http://s3.example.com" },
    /HABEAS_STORE_ENDPOINT: must be https/,
  ],
  [
    "an http sign-in",
    { HABEAS_OIDC_ISSUER: "http://login.example.com" },
    /HABEAS_OIDC_ISSUER: must be https/,
  ],
  [
    "a sign-in of people by http",
    { HABEAS_PEOPLE_ISSUER: "http://login.example.com" },
    /HABEAS_PEOPLE_ISSUER/,
  ],
  [
    "half a sign-in of people",
    { HABEAS_PEOPLE_ISSUER: "https://login.example.com" },
    /PEOPLE_CLIENT_ID: is missing/,
  ],
  ["half a sign-in of staff", { HABEAS_OIDC_CLIENT_SECRET: undefined }, /OIDC_CLIENT_SECRET: is missing/],
  ["no session secret", { NEXTAUTH_SECRET: undefined }, /NEXTAUTH_SECRET: is missing/],
  ["a short session secret", { NEXTAUTH_SECRET: "k3J9-pQ" }, /NEXTAUTH_SECRET: must have at least 32/],
  [
    "a session secret of an example",
    { NEXTAUTH_SECRET: "changeme-changeme-changeme-secret-12" },
    /NEXTAUTH_SECRET: is that of an example/,
  ],
  ["a session secret of one letter", { NEXTAUTH_SECRET: "z".repeat(40) }, /NEXTAUTH_SECRET: repeats/],
  [
    "one secret for two things",
    { NEXTAUTH_SECRET: shared, HABEAS_MASTER_KEY: shared },
    /NEXTAUTH_SECRET: is the same as HABEAS_MASTER_KEY/,
  ],
  [
    "mail in the clear",
    { HABEAS_SMTP_URL: "smtp://u:hidden-1@mail.example.com?ignoreTLS=true" },
    /unencrypted/,
  ],
  ["a short secret for mail", { HABEAS_RETURNED_MAIL_SECRET: "hidden-1" }, /HABEAS_RETURNED_MAIL_SECRET/],
  ["answers that nobody signs", { HABEAS_REPLY_ADDRESS: "a@example.com" }, /REPLY_MAIL_SECRETS: is missing/],
  [
    "a webhook that nobody signs",
    { HABEAS_STAFF_WEBHOOK: "https://chat.example.com" },
    /WEBHOOK_SECRETS: is missing/,
  ],
  ["a slip in a name", { HABEAS_MASTERKEY: key() }, /HABEAS_MASTERKEY: there is no such.*HABEAS_MASTER_KEY/],
  ["two letters exchanged", { HABEAS_CODE_TRISE: "5" }, /HABEAS_CODE_TRIES was meant/],
  ["the demo in production", { HABEAS_STAGE_URL: "http://localhost:4001" }, /HABEAS_STAGE_URL/],
  ["dev mode in production", { NODE_ENV: "development" }, /NODE_ENV: must be production/],
  ["no certificate checked", { NODE_TLS_REJECT_UNAUTHORIZED: "0" }, /no certificate would be checked/],
  ["a debugger", { NODE_OPTIONS: "--inspect=127.0.0.1:0" }, /opens a debugger/],
  ["an inner host without port", { HABEAS_INTERNAL_HOSTS: "support.internal" }, /host:port/],
  ["the cloud's own address", { HABEAS_INTERNAL_HOSTS: "169.254.169.254:80" }, /cloud tells secrets/],
  ["a short key of a website", { HABEAS_SIGNAL_KEYS: "shop.example.com=c2hvcnQ=" }, /HABEAS_SIGNAL_KEYS/],
  ["a lease of no time", { HABEAS_LEASE_SECONDS: "0" }, /HABEAS_LEASE_SECONDS/],
  ["no tries left", { HABEAS_CODE_TRIES: "-1" }, /HABEAS_CODE_TRIES/],
  ["a log that is none", { HABEAS_LOG: "loud" }, /HABEAS_LOG: must be one of/],
];

function changed(change: Record<string, string | undefined>): Record<string, string> {
  const all = { ...good, ...change };
  return Object.fromEntries(
    Object.entries(all).filter((one): one is [string, string] => one[1] !== undefined),
  );
}

function expectNothingTold(said: string, change: Record<string, string | undefined>): void {
  expect(said).not.toMatch(/hidden-1|pw-of-the-database|ZodError|^\s+at /m);
  for (const value of Object.values(change)) {
    if (value !== undefined && value.length > 12) expect(said).not.toContain(value);
  }
}

/** Starts the worker so, and answers how it ended and what it said. */
function start(env: Record<string, string>): Promise<{ code: number | null; said: string }> {
  const main = join(import.meta.dirname, "../../worker/main.ts");
  return new Promise((settle) => {
    const child = execFile(
      process.execPath,
      [main],
      { env: env as NodeJS.ProcessEnv, timeout: 20_000 },
      (_error, out, err) => settle({ code: child.exitCode, said: out + err }),
    );
  });
}

describe("TM-66: a house that is not configured well", () => {
  it.each(bad)("%s: refused, with the reason and without what the setting holds", (_name, change, reason) => {
    const said = startProblems(changed(change)).join("\n");
    expect(said).toMatch(reason);
    expectNothingTold(said, change);
  });

  it("ends with 1, as a process", async () => {
    expect(bad.length).toBeGreaterThanOrEqual(25);
    const left = bad.filter((_, place) => process.env.HABEAS_FULL === "1" || place % 8 === 2);
    const one = async (): Promise<void> => {
      for (let next = left.shift(); next; next = left.shift()) {
        const [name, change, reason] = next;
        const { code, said } = await start(changed(change));
        expect([name, code, said.slice(0, 500)]).toEqual([name, 1, expect.stringMatching(reason)]);
        expectNothingTold(said, change);
      }
    };
    await Promise.all([one(), one(), one()]);
  });

  it("says all that is wrong at once", () => {
    expect(startProblems({}).map((line) => line.split(":")[0])).toEqual(
      expect.arrayContaining(["HABEAS_DATABASE_URL", "HABEAS_ORIGIN", "HABEAS_MAP", "HABEAS_STORE"]),
    );
  });

  it("takes a good one, on this machine without encryption, and names of the company's own with a word", () => {
    expect(startProblems(good)).toEqual([]);
    const here = {
      ...good,
      HABEAS_ORIGIN: "http://localhost:4000",
      HABEAS_OIDC_ISSUER: "http://localhost:4003",
    };
    expect(startProblems(here)).toEqual([]);
    expect(startWarnings({ ...good, HABEAS_OUR_OWN_THING: "1" })).toEqual([
      "HABEAS_OUR_OWN_THING: nothing here reads it",
    ]);
  });

  it("takes every key that is drawn at random", () => {
    for (let i = 0; i < 5_000; i++)
      expect(startProblems({ ...good, HABEAS_MASTER_KEY: key(), NEXTAUTH_SECRET: key() })).toEqual([]);
  });
});
