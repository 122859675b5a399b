import { spawn } from "node:child_process";
import { appendFileSync, linkSync, readdirSync, renameSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { failureOfWork } from "#connectors/conformance/reading.ts";
import { fieldsOf } from "#connectors/conformance/world.ts";
import { erasingPerTest, people, planFor } from "./fixture/erasing.ts";
import { folderPlace } from "./folder.ts";
import { patternOf } from "./pattern.ts";

const { at, put, read, open } = erasingPerTest();
/** What stands beside the files. */
const beside = () => readdirSync(at.folder).filter((name) => name.startsWith("."));

describe("a file that cannot be replaced is left as it is", () => {
  const text = "id,email,text\np-1,mina@example.com,a\np-2,jun@example.com,b\n";

  test("when it is changed, replaced or written by others meanwhile", async () => {
    put("people.csv", text);
    const place = folderPlace(at.folder, new AbortController().signal);
    const path = join(at.folder, "people.csv");
    for (const meddle of [
      () => appendFileSync(path, "p-3,late@example.com,c\n"),
      () => {
        writeFileSync(`${path}.new`, text);
        renameSync(`${path}.new`, path);
      },
    ]) {
      const [stored] = await place.list(patternOf("people.csv", "people"));
      if (stored === undefined) throw new Error("there is a file");
      const file = await stored.open();
      const replacement = await stored.replace(file);
      await replacement.write(Buffer.from("id,email,text\n"));
      expect((await failureOfWork(() => stored.replace(file))).code).toBe("rate_limited");
      meddle();
      const now = read("people.csv");
      const failure = await failureOfWork(() => replacement.commit());
      expect(failure.code).toBe("bad_answer");
      await replacement.abandon();
      await file.close();
      expect(read("people.csv")).toEqual(now);
      expect(beside()).toEqual([]);
    }
  });

  test("what a killed process left behind keeps others off for a while, and is swept away then", async () => {
    put("people.csv", text);
    const lock = join(at.folder, ".people.csv.habeas-lock");
    const part = join(at.folder, ".people.csv.0123456789abcdef.habeas-part");
    for (const left of [lock, part]) writeFileSync(left, "id,email,text\n");
    const plan = await planFor(
      await open([people({ files: { pattern: "*", format: "csv" } })]),
      "mina@example.com",
    );
    expect((await failureOfWork(plan.actAll)).code).toBe("rate_limited");
    expect(read("people.csv").toString()).toBe(text);
    const old = Date.now() / 1000 - 3600;
    for (const left of [lock, part]) utimesSync(left, old, old);
    await plan.actAll();
    expect(read("people.csv").toString()).toBe(text.replace("p-1,mina@example.com,a\n", ""));
    expect(beside()).toEqual([]);
  });

  test("when one key names records of several people", async () => {
    put("people.csv", "id,owner,email\n7,p-1,mina@example.com\n7,p-2,jun@example.com\n");
    const map = people({ subject_key: "owner", fields: fieldsOf("id", "owner", "email") });
    const plan = await planFor(await open([map]), "mina@example.com");
    const before = read("people.csv");
    const failure = await failureOfWork(plan.actAll);
    expect(failure.message).toBe(
      "Records of several people in people have the same key. Nothing was changed.",
    );
    expect(read("people.csv")).toEqual(before);
  });

  test("when it has a second name, or lines may still be added to it", async () => {
    put("people.csv", text);
    linkSync(join(at.folder, "people.csv"), join(at.folder, "also.txt"));
    const plan = await planFor(await open([people()]), "mina@example.com");
    expect((await failureOfWork(plan.actAll)).code).toBe("misconfigured");
    expect(read("people.csv").toString()).toBe(text);
    put("log.ndjson", '{"id":"p-1","email":"mina@example.com"}\n{"id":"p-1","email":"mina@example.com"}\n');
    const log = people({ name: "log", files: { pattern: "log.ndjson" } });
    const busy = await planFor(await open([log], {}), "mina@example.com");
    const failure = await failureOfWork(busy.actAll);
    expect([failure.code, (failure.retryAfterSeconds ?? 0) > 200]).toEqual(["rate_limited", true]);
    const old = Date.now() / 1000 - 3600;
    utimesSync(join(at.folder, "log.ndjson"), old, old);
    await busy.actAll();
    expect(read("log.ndjson").toString()).toBe("");
  });

  test("a process that is killed at any moment leaves it whole", async () => {
    const all = Array.from({ length: 20_000 }, (_, no) => `p-${no},${"x".repeat(100)}\n`);
    put("people.csv", `id,text\n${all.join("")}`);
    const child = fileURLToPath(new URL("fixture/erasing-child.ts", import.meta.url));
    let from = 0;
    for (const [round, ms] of [5, 60, 35, 120, 90, 10].entries()) {
      const process_ = spawn(
        process.execPath,
        ["--disable-warning=ExperimentalWarning", child, at.folder, String(from)],
        {
          stdio: ["ignore", "pipe", "inherit"],
        },
      );
      const said: string[] = [];
      process_.stdout.on("data", (chunk: Buffer) => said.push(...chunk.toString().trim().split("\n")));
      // Every other one is killed before its first file is whole, or after: however fast the machine is.
      while (said.length < 1 + (round % 2)) await sleep(5);
      await sleep(ms);
      process_.kill("SIGKILL");
      await new Promise((done) => process_.once("exit", done));
      const done = said.filter((one) => one !== "begun").map(Number);
      const left = read("people.csv").toString().split("\n").slice(1, -1);
      // What was said to be done is done; of what was not, at most the one under way.
      const next = (done.at(-1) ?? from - 1) + 1;
      expect([next, next + 1]).toContain(all.length - left.length);
      expect(left).toEqual(all.slice(all.length - left.length).map((line) => line.slice(0, -1)));
      from = all.length - left.length;
      for (const name of beside()) utimesSync(join(at.folder, name), 0, 0);
    }
    expect(from).toBeGreaterThan(0);
  });
});

test("a record that is another person's by the moment of the act stays, byte for byte, and is told", async () => {
  put("people.csv", "id,email,text\np-1,mina@example.com,a\np-2,jun@example.com,b\n");
  put("notes.csv", "id,person,text\n1,p-1,hers\n2,p-1,given away\n3,p-2,his\n");
  const notes = {
    name: "notes",
    key: ["id"],
    fields: fieldsOf("id", "person", "text"),
    belongs: [{ to: "people", on: { person: "id" } }],
    files: { pattern: "notes.csv" },
  };
  const plan = await planFor(await open([people(), notes]), "mina@example.com");
  put("notes.csv", "id,person,text\n1,p-1,hers\n2,p-2,given away\n3,p-2,his\n");
  const did = await plan.actAll();
  expect(did.map((one) => [one.changed, one.gone, one.released])).toEqual([
    [1, 0, [1]],
    [1, 0, []],
  ]);
  expect(read("notes.csv").toString()).toBe("id,person,text\n2,p-2,given away\n3,p-2,his\n");
  expect(read("people.csv").toString()).toBe("id,email,text\np-2,jun@example.com,b\n");
});
