import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { buffer } from "node:stream/consumers";
import { SMTPServer } from "smtp-server";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { unzipped } from "#lib/bundle/fixture/unzip.ts";
import { type House, openHouse } from "#lib/worker/fixture/house.ts";
import { freshEmptyDatabase } from "#workshop/database.ts";
import { asProcess, inHere, type Said } from "./fixture/shell.ts";

const mails: { to: string[]; text: string }[] = [];
const said: string[] = [];
let house: House;
let mailServer: SMTPServer;

/** In this process; as one of its own where it works, and so logs, or where its settings are others. */
async function habeas(args: string[], change?: Record<string, string>): Promise<Said> {
  const ended = await (change || args.includes("run")
    ? asProcess(args, { env: { ...process.env, HABEAS_LOG: "debug", ...change } })
    : inHere(args));
  said.push(ended.out, ended.err);
  return ended;
}

async function json<T>(args: string[]): Promise<T> {
  const { code, out, err } = await habeas(["--json", ...args]);
  expect({ code, err: code === 0 ? "" : err }).toEqual({ code: 0, err: "" });
  return JSON.parse(out) as T;
}

beforeAll(async () => {
  mailServer = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    onData: async (stream, session, done) => {
      const whole = (await buffer(stream)).toString("utf8");
      mails.push({ to: session.envelope.rcptTo.map((one) => one.address), text: whole });
      // Some servers say the address again in what they refuse with.
      if (session.envelope.rcptTo.some((one) => one.address.startsWith("refused"))) {
        const error: Error & { responseCode?: number } = new Error(
          `mailbox ${session.envelope.rcptTo[0]?.address} is full`,
        );
        error.responseCode = 552;
        done(error);
      } else done();
    },
  });
  await new Promise<void>((resolve) => {
    mailServer.listen(0, "127.0.0.1", resolve);
  });
  const { port } = mailServer.server.address() as AddressInfo;
  house = await openHouse(["shop", "newsletter"], {
    HABEAS_SMTP_URL: `smtp://127.0.0.1:${port}`,
    HABEAS_MAIL_FROM: "privacy@example.com",
  });
});

afterAll(async () => {
  await new Promise<void>((resolve) => mailServer.close(() => resolve()));
  await house.close();
});

const mina = ["--name", "Mina Okafor", "--email", "mina.okafor@example.com", "--place", "IE"];
const codeIn = (mail: string) => /^(\d{8})\s*$/m.exec(mail)?.[1] ?? "";

describe("the command line", { timeout: 120_000 }, () => {
  it("goes the whole way: ask, prove, run, release, bundle", async () => {
    const asked = await json<{ reference: string; needsProof: boolean; session: string }>([
      "ask",
      "--right",
      "access",
      ...mina,
    ]);
    expect(asked).toMatchObject({ needsProof: true });
    await json(["run"]);
    expect(mails.at(-1)?.to).toEqual(["mina.okafor@example.com"]);
    const code = codeIn(mails.at(-1)?.text ?? "");
    expect(code).toMatch(/^\d{8}$/);
    const wrong = await habeas(["prove", asked.reference, "--code", "1", "--session", asked.session]);
    expect(wrong).toMatchObject({ code: 5, out: "" });
    expect(await json(["prove", asked.reference, "--code", code, "--session", asked.session])).toMatchObject({
      proven: true,
    });
    expect((await habeas(["release", asked.reference])).code).toBe(4);
    await json(["run"]);
    const status = await json<{ status: string; systems: { state: string; records: number }[] }>([
      "status",
      asked.reference,
    ]);
    expect(status).toMatchObject({
      status: "reviewing",
      systems: [
        { state: "found", records: 301 },
        { state: "found", records: 1 },
      ],
    });
    const out = join(house.folder, "mina.zip");
    expect((await habeas(["bundle", asked.reference, "--out", out])).code).toBe(4);
    expect(await json(["release", asked.reference])).toMatchObject({ released: true });
    await json(["run"]);
    const written = await json<{ bytes: number; file: string }>(["bundle", asked.reference, "--out", out]);
    const zip = readFileSync(out);
    expect(zip.byteLength).toBe(written.bytes);
    const whole = Buffer.concat([...(await unzipped(zip)).values()]).toString("utf8");
    expect(whole).toContain("canary-mina order 300");
    expect(whole).not.toMatch(/canary-noor|canary-secret/);
    expect(mails.map((mail) => mail.to.join())).toEqual(
      Array.from({ length: mails.length }, () => "mina.okafor@example.com"),
    );
    expect((await habeas(["status", asked.reference])).out).toContain("bundle 1: ready");
  });

  it("files once for one --once key, and needs no proof to opt out", async () => {
    const once = ["ask", "--right", "opt_out", ...mina, "--once", "till-4711"];
    const [one, other] = [await json<{ reference: string }>(once), await json<{ reference: string }>(once)];
    expect(other.reference).toBe(one.reference);
    expect(one).toMatchObject({ needsProof: false });
  });

  it("says that all systems answer, and fails where one does not", async () => {
    const good = await json<{ id: string; ok: boolean }[]>(["systems"]);
    expect(good.map((one) => [one.id, one.ok])).toEqual([
      ["shop", true],
      ["newsletter", true],
    ]);
    const bad = await habeas(["systems"], { TEST_SHOP_URL: "postgres://u:canary-password@127.0.0.1:9/none" });
    expect(bad.code).toBe(6);
    expect(bad.out).toContain("trouble  Shop");
  });

  it("verifies the log, and fails where somebody changed it", async () => {
    expect(await json(["audit", "verify"])).toMatchObject({ whole: true });
    await house.query("alter table audit_event disable trigger all");
    const [row] = await house.query<{ actor: string; chain: string }>(
      "select chain, actor from audit_event where position = 1 order by chain limit 1",
    );
    await house.query("update audit_event set actor = 'somebody' where chain = $1 and position = 1", [
      row?.chain,
    ]);
    const found = await habeas(["audit", "verify"]);
    await house.query("update audit_event set actor = $2 where chain = $1 and position = 1", [
      row?.chain,
      row?.actor,
    ]);
    expect(found.code).toBe(1);
    expect(found.out).toContain(`NOT whole: chain ${row?.chain}, event 1`);
    expect((await habeas(["audit", "verify"])).code).toBe(0);
  });

  it("brings an empty database to the schema, again and again", async () => {
    const empty = await freshEmptyDatabase();
    const there = { HABEAS_DATABASE_URL: empty.url };
    expect(await habeas(["status", "LK-222-222"], there)).toMatchObject({ code: 6 });
    for (let time = 0; time < 2; time++)
      expect(await habeas(["db", "migrate"], there)).toMatchObject({ code: 0 });
    expect(await habeas(["status", "LK-222-222"], there)).toMatchObject({ code: 3 });
    expect((await habeas(["run"], there)).code).toBe(0);
    await empty.drop();
  });

  it.each<[string, string[], number, Record<string, string>?]>([
    ["no command", [], 2],
    ["an unknown command", ["conjure"], 2],
    ["an unknown right", ["ask", "--right", "everything", ...mina], 2],
    ["a missing option", ["ask", "--right", "access"], 2],
    ["help", ["--help"], 0],
    ["a bad address", ["ask", "--right", "access", ...mina.with(3, "mina")], 5],
    ["a bad place", ["ask", "--right", "access", ...mina.with(5, "Ireland")], 5],
    ["a reference that does not exist", ["status", "LK-222-222"], 3],
    ["a reference that is none", ["release", "'; drop table task"], 3],
    [
      "a database that is away",
      ["status", "LK-222-222"],
      6,
      { HABEAS_DATABASE_URL: "postgres://u:canary-password@127.0.0.1:9/x" },
    ],
    ["a missing setting", ["status", "LK-222-222"], 6, { HABEAS_MASTER_KEY: "" }],
    ["a map that is not there", ["systems"], 6, { HABEAS_MAP: "/nowhere/map.yaml" }],
    [
      "a worker's work with another master key",
      ["run"],
      0,
      { HABEAS_MASTER_KEY: Buffer.alloc(32, 8).toString("base64") },
    ],
  ])("ends with its code and a sentence for %s", async (_what, args, code, change) => {
    const ended = await habeas(args, change);
    expect(ended.code).toBe(code);
    if (code > 2) {
      expect(ended.out).toBe("");
      expect(ended.err.trim().split("\n")).toHaveLength(1);
      expect(ended.err).toMatch(/^[A-Z].*[.]/);
    }
    expect(ended.err).not.toMatch(/\n\s+at .*:\d+:\d+/);
  });

  it("says which setting is wrong and never what it says", async () => {
    const { err } = await habeas(["status", "LK-222-222"], {
      HABEAS_MASTER_KEY: "canary-key",
      HABEAS_DATABASE_URL: "canary-url",
    });
    expect(err).toContain("HABEAS_MASTER_KEY");
    expect(err).toContain("HABEAS_DATABASE_URL");
    expect(err).not.toContain("canary");
  });

  it("has said nothing personal in all this, in no line of its output or log", async () => {
    const refused = await json<{ reference: string }>([
      "ask",
      "--right",
      "opt_out",
      ...mina.with(3, "refused.canary@example.com").with(1, "Zebulon"),
    ]);
    await json(["run"]);
    expect(mails.map((one) => one.to)).toContainEqual(["refused.canary@example.com"]);
    const [notice] = await house.query<{ state: string; attempts: number }>(
      "select n.state, n.attempts from notice n join request r on r.id = n.request_id where r.reference = $1",
      [refused.reference],
    );
    // On a slow machine its next try may have come already.
    expect(notice?.state).toBe("ready");
    expect(notice?.attempts).toBeGreaterThan(0);
    const broken = join(house.folder, "broken");
    mkdirSync(broken);
    writeFileSync(join(broken, "map.yaml"), "company: {name: canary-map\nsystems: [");
    expect((await habeas(["systems"], { HABEAS_MAP: join(broken, "map.yaml") })).code).toBe(5);
    // The example in the help names an invented person.
    const everything = said.join("\n").replace(/npm run -s habeas -- ask .*/g, "");
    expect(everything).toContain("a notice was not sent");
    for (const canary of ["Mina", "Okafor", "mina.okafor", "refused.canary", "Zebulon", "canary", "C-1001"]) {
      expect(everything.includes(canary) ? canary : "").toBe("");
    }
  });
});
