import { createHash } from "node:crypto";
import { readFileSync, statSync } from "node:fs";
import { expect, test } from "@playwright/test";
import { person } from "#demo/people.ts";
import { truthOf } from "#demo/truth.ts";
import { habeas } from "./stand/command.ts";
import { facts, mail } from "./stand/facts.ts";
import { answerAsHank, hanksMails, nextLink } from "./stand/owner.ts";
import { codeFor } from "./stand/person.ts";
import { breakIt, putRight } from "./stand/trouble.ts";
import { expectManifest, expectTheTruth } from "./stand/truth.ts";
import { unzip } from "./stand/zip.ts";

type Status = {
  status: string;
  proven: boolean;
  systems: { systemId: string; state: string; records: number }[];
  bundle: { number: number; state: string } | null;
};

/** Runs a command that must succeed and reads its one JSON document. */
async function json<T>(...words: string[]): Promise<T> {
  const ran = await habeas(facts().env, "--json", ...words);
  expect(ran.code, `${words[0]}: ${ran.err}`).toBe(0);
  return JSON.parse(ran.out) as T;
}

const statusOf = (reference: string) => json<Status>("status", reference);

test("the whole journey by the command line", async ({ browser }, info) => {
  const { systems } = facts();
  const who = person("leila");
  const before = await hanksMails();
  const asking = ["--right", "access", "--name", who.name, "--email", who.email, "--place", who.place];
  const once = `once-${Date.now()}`;
  const filed = await json<{ reference: string; session: string; needsProof: boolean }>(
    "ask",
    ...asking,
    "--once",
    once,
  );
  expect(filed.reference).toMatch(/^LK-[0-9A-Z]{3}-[0-9A-Z]{3}$/);
  expect(filed.needsProof).toBe(true);
  const again = await json<{ reference: string; session: string }>("ask", ...asking, "--once", once);
  expect(again.reference).toBe(filed.reference);
  expect(await statusOf(filed.reference)).toMatchObject({ status: "received", systems: [], bundle: null });

  // Each "ask" mails a code of its own, which works with the session that it printed.
  await expect
    .poll(
      async () =>
        (await mail().messagesTo(who.email)).filter((one) => one.subject.includes(filed.reference)).length,
    )
    .toBe(2);
  const code = await codeFor(who.email, filed.reference);
  const wrong = await habeas(
    facts().env,
    "prove",
    filed.reference,
    "--code",
    code,
    "--session",
    "a".repeat(43),
  );
  expect([wrong.code, wrong.out]).toEqual([5, ""]);
  expect(await json("prove", filed.reference, "--code", code, "--session", again.session)).toEqual({
    reference: filed.reference,
    proven: true,
  });
  expect(await json<{ done: number; waiting: number }>("run")).toMatchObject({ waiting: expect.any(Number) });
  await answerAsHank(browser, await nextLink(before));
  await json("run");

  const truth = await truthOf(who.key, systems);
  const { status, systems: answered } = await statusOf(filed.reference);
  expect(status).toBe("reviewing");
  for (const { systemId, records, state } of answered) {
    const theirs = [...truth].filter(
      ([name]) => name.startsWith(`${systemId}/`) && name !== "support/attachments",
    );
    const rows = theirs.reduce((sum, [, all]) => sum + all.length, 0);
    expect([state, records], systemId).toEqual([rows > 0 ? "found" : "nothing_held", rows]);
  }
  const early = await habeas(facts().env, "bundle", filed.reference, "--out", info.outputPath("early.zip"));
  expect([early.code, early.err]).toEqual([4, "No bundle is ready yet. Look with: habeas status\n"]);
  expect(await json("release", filed.reference)).toEqual({
    reference: filed.reference,
    released: true,
    partly: false,
  });
  expect((await habeas(facts().env, "release", filed.reference)).code, "released twice").toBe(4);
  await json("run");
  expect(await statusOf(filed.reference)).toMatchObject({
    status: "ready",
    bundle: { number: 1, state: "ready" },
  });

  const out = info.outputPath("leila.zip");
  const written = await json<{ bytes: number; sha256: string; file: string }>(
    "bundle",
    filed.reference,
    "--out",
    out,
  );
  expect(written).toMatchObject({ file: out, bytes: statSync(out).size });
  expect(written.sha256).toBe(createHash("sha256").update(readFileSync(out)).digest("hex"));
  expect(statSync(out).mode & 0o077, "nobody else may read the file").toBe(0);
  const files = await unzip(out);
  expectManifest(files);
  await expectTheTruth(files, who, systems);

  const log = await json<{ whole: boolean; events: number }>("audit", "verify");
  expect(log.whole).toBe(true);
  expect(log.events).toBeGreaterThan(10);
});

test("exit codes and words for people", async () => {
  const run = (...words: string[]) => habeas(facts().env, ...words);
  const help = await run("--help");
  expect(help.code).toBe(0);
  for (const word of [
    "ask",
    "prove",
    "status",
    "run",
    "release",
    "bundle",
    "systems",
    "audit",
    "db",
    "worker",
  ])
    expect(help.out).toContain(`  ${word}`);
  expect((await run("release", "--help")).code).toBe(0);
  expect((await run("nonsense")).code, "unknown command").toBe(2);
  expect((await run("ask", "--right", "access")).code, "options missing").toBe(2);
  expect((await run("status", "LK-222-222")).code, "no such request").toBe(3);
  expect((await run("release", "LK-222-222")).code).toBe(3);
  const bad = await run(
    "ask",
    "--right",
    "access",
    "--name",
    "A",
    "--email",
    "not an address",
    "--place",
    "IE",
  );
  expect([bad.code, bad.out]).toEqual([5, ""]);
  expect(bad.err).toMatch(/This is not right: email\. Nothing was filed\./);
  const away = { ...facts().env, HABEAS_DATABASE_URL: "postgresql://nobody:secret-word@127.0.0.1:1/none" };
  const lost = await habeas(away, "status", "LK-222-222");
  expect([lost.code, lost.out]).toEqual([6, ""]);
  expect(lost.err).not.toContain("secret-word");
  expect((await run("db", "migrate")).out).toBe("The database is up to date.\n");
});

test("systems says which one does not answer, and why", async () => {
  const all = await habeas(facts().env, "systems");
  expect(all.code).toBe(0);
  expect(all.out.trim().split("\n")).toHaveLength(6);
  try {
    await breakIt("support/stopped");
    await breakIt("shop-password");
    const ran = await habeas(facts().env, "--json", "systems");
    expect(ran.code).toBe(6);
    const told = JSON.parse(ran.out) as { id: string; ok: boolean; note: string }[];
    expect(told.filter((one) => !one.ok).map((one) => one.id)).toEqual(["shop", "support"]);
    expect(ran.out).not.toContain(new URL(facts().env.LARKSPUR_SHOP_URL ?? "").password);
  } finally {
    await putRight();
  }
  expect((await habeas(facts().env, "systems")).code).toBe(0);
});
