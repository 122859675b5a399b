import { spawn } from "node:child_process";
import {
  appendFileSync,
  existsSync,
  linkSync,
  readFileSync,
  renameSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { failureOfWork, located, openOn } from "#connectors/conformance/reading.ts";
import { described, fieldsOf, type Rig } from "#connectors/conformance/world.ts";
import type { Session } from "#connectors/contract.ts";
import type { ErasureTarget } from "#connectors/erase.ts";
import { connectorOf } from "#connectors/registry.ts";
import { folderPerTest, type Written } from "./fixture/opened.ts";
import { folderPlace } from "./folder.ts";
import { patternOf } from "./pattern.ts";

const { at, put } = folderPerTest();
const read = (name: string) => readFileSync(join(at.folder, name));
const secret = new Uint8Array(32).fill(3);

async function open(
  written: readonly Written[],
  rewrite: object | null = { settled_minutes: 0 },
): Promise<Session> {
  const rig = {
    settings: { folder: at.folder, ...(rewrite === null ? {} : { rewrite }) },
    collections: written.map((one) =>
      described({ fields: fieldsOf("id", "text"), ...one } as Parameters<typeof described>[0]),
    ),
    internalHosts: [],
  } as unknown as Rig;
  return openOn(await connectorOf("files"), rig);
}

async function planFor(session: Session, email: string) {
  const { eraser } = session;
  if (eraser === undefined) throw new Error("files can be erased in");
  const found = await located(session, { kind: "email", value: email });
  const steps = await eraser.steps();
  const targets: ErasureTarget[] = [];
  for await (const one of eraser.targets(found.keys)) targets.push(one);
  const rowsOf = (no: number) => targets.filter((one) => one.step === no).map((one) => one.row);
  return {
    eraser,
    steps,
    targets,
    rowsOf,
    actAll: async () => {
      for (const step of steps)
        if (rowsOf(step.no).length > 0) await eraser.act(step, rowsOf(step.no), secret);
    },
  };
}

const people = (more: Partial<Written> = {}): Written => ({
  name: "people",
  key: ["id"],
  subject_key: "id",
  match: { email: "email" },
  fields: fieldsOf("id", "email", "text"),
  files: { pattern: "people.csv" },
  ...more,
});

describe("what stands beside an erased record stays byte for byte", () => {
  const rows = [
    '"id",email,"text"',
    'p-2,jun@example.com,"says ""hi"", and\r\nmore"',
    'p-1,mina@example.com,"hers, ""all"" of it\nand this"',
    '"p-3","o@example.com",é ß €',
    "p-4,,",
  ];
  const layouts = [
    { end: "\n", last: "\n", encoding: "utf-8" },
    { end: "\r\n", last: "", encoding: "utf-8" },
    { end: "\r", last: "\r", encoding: "windows-1252" },
    { end: "\r\n", last: "\r\n", encoding: "utf-16le" },
    { end: "\n", last: "\n\n\n", encoding: "iso-8859-15" },
  ] as const;
  const signs: Record<string, Record<string, number>> = {
    "windows-1252": { "€": 0x80 },
    "iso-8859-15": { "€": 0xa4 },
  };
  const encode = (text: string, encoding: (typeof layouts)[number]["encoding"]) => {
    if (encoding === "utf-8") return Buffer.from(`\ufeff${text}`);
    if (encoding === "utf-16le") return Buffer.from(`\ufeff${text}`, "utf16le");
    return Buffer.from([...text].map((sign) => signs[encoding]?.[sign] ?? sign.charCodeAt(0)));
  };

  test.each(layouts)("in CSV with $encoding and its own line ends", async ({ end, last, encoding }) => {
    const whole = (kept: readonly string[]) => encode(kept.join(end) + last, encoding);
    put("people.csv", whole(rows));
    const layout = { pattern: "people.csv", csv: { encoding } };
    const plan = await planFor(await open([people({ files: layout })]), "mina@example.com");
    expect(plan.steps.map((step) => step.act)).toEqual(["delete"]);
    await plan.actAll();
    expect(read("people.csv")).toEqual(whole(rows.filter((row) => !row.startsWith("p-1"))));
  });

  test.each(layouts)("and of a changed one its other values: $encoding", async ({ end, last, encoding }) => {
    const changed = rows.map((row) =>
      row.replace("mina@example.com", "").replace(/"hers.*$/s, '"gone, ""all"""'),
    );
    const whole = (kept: readonly string[]) => encode(kept.join(end) + last, encoding);
    put("people.csv", whole(rows));
    const erasure = {
      act: "anonymise",
      fields: { email: "null", text: { constant: 'gone, "all"' } },
    } as const;
    const plan = await planFor(
      await open([people({ files: { pattern: "people.csv", csv: { encoding } }, erasure })]),
      "mina@example.com",
    );
    await plan.actAll();
    expect(read("people.csv")).toEqual(whole(changed));
    const [step] = plan.steps;
    if (step) expect(await plan.eraser.standing(step, plan.rowsOf(0))).toBe(0);
  });

  test("in lines of JSON with spaces, long numbers, Windows' line ends and a line that is being written", async () => {
    const others = [
      '\ufeff{ "id":"p-2","email":"jun@example.com", "n":12345678901234567890 }\r\n',
      "\n",
      '{"id":"p-3"}\r\n',
    ];
    const torn = '{"id":"p-9","ema';
    put(
      "people.ndjson",
      `${others[0]}  {"id":"p-1","email":"mina@example.com"}\r\n${others[1]}${others[2]}${torn}`,
    );
    const plan = await planFor(
      await open([people({ files: { pattern: "people.ndjson" } })]),
      "mina@example.com",
    );
    await plan.actAll();
    expect(read("people.ndjson").toString()).toBe(others.join("") + torn);
  });

  test.each([[[0]], [[1]], [[2]], [[0, 1]], [[1, 2]], [[0, 1, 2]]])(
    "in an array of JSON, elements %j gone",
    async (gone) => {
      const elements = [0, 1, 2].map(
        (no) => `{ "id" : "p-${no}", "email" : "${gone.includes(no) ? "mina" : "jun"}@example.com" }`,
      );
      put("people.json", `[\n  ${elements.join(",\n  ")}\n]\n`);
      const map = people({ files: { pattern: "people.json" }, subject_key: "email" });
      const plan = await planFor(await open([map]), "mina@example.com");
      await plan.actAll();
      const kept = elements.filter((_, no) => !gone.includes(no));
      expect(read("people.json").toString()).toBe(`[\n  ${kept.join(",\n  ")}\n]\n`);
    },
  );
});

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
      expect(existsSync(join(at.folder, ".people.csv.habeas-part"))).toBe(false);
    }
  });

  test("what a killed process left behind keeps others off for a while, and is swept away then", async () => {
    put("people.csv", text);
    const part = join(at.folder, ".people.csv.habeas-part");
    writeFileSync(part, "half of it");
    const plan = await planFor(
      await open([people({ files: { pattern: "*", format: "csv" } })]),
      "mina@example.com",
    );
    expect((await failureOfWork(plan.actAll)).code).toBe("rate_limited");
    expect(read("people.csv").toString()).toBe(text);
    const old = Date.now() / 1000 - 3600;
    utimesSync(part, old, old);
    await plan.actAll();
    expect(read("people.csv").toString()).toBe(text.replace("p-1,mina@example.com,a\n", ""));
    expect(existsSync(part)).toBe(false);
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
    for (const ms of [50, 170, 290, 410, 530, 650]) {
      const process_ = spawn(
        process.execPath,
        ["--disable-warning=ExperimentalWarning", child, at.folder, String(from)],
        {
          stdio: ["ignore", "pipe", "inherit"],
        },
      );
      const said: string[] = [];
      process_.stdout.on("data", (chunk: Buffer) => said.push(...chunk.toString().trim().split("\n")));
      while (!said.includes("begun")) await sleep(5);
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
      const part = join(at.folder, ".people.csv.habeas-part");
      if (existsSync(part)) utimesSync(part, 0, 0);
    }
    expect(from).toBeGreaterThan(0);
  });
});

describe("what the map asks of files", () => {
  test("is done by hand where it cannot be done, and says why", async () => {
    put("people.csv", "id,email,text\np-1,mina@example.com,a\n");
    put("visits.parquet", "PAR1");
    const visits: Written = {
      name: "visits",
      key: ["id"],
      belongs: [{ to: "people", on: { person: "id" } }],
      fields: fieldsOf("id", "person"),
      files: { pattern: "visits.parquet" },
    };
    const bare = { ...people({ name: "keyless" }), key: [] };
    const invented = people({ name: "invented", erasure: { act: "decorrelate" } });
    const note = people({ name: "noted", erasure: { act: "by_hand", note: "Ask the archive." } });
    const steps = await (await open([people(), visits, bare, invented, note])).eraser?.steps();
    const why = Object.fromEntries((steps ?? []).map((step) => [step.collection, [step.act, step.why]]));
    expect(why).toEqual({
      people: ["delete", null],
      visits: ["by_hand", expect.stringContaining("Parquet")],
      keyless: ["by_hand", expect.stringContaining("no key")],
      invented: ["by_hand", expect.stringContaining("invented owner")],
      noted: ["by_hand", "Ask the archive."],
    });
    const closed = await (await open([people()], null)).eraser?.steps();
    expect(closed?.map((step) => [step.act, step.why])).toEqual([
      ["by_hand", "The settings do not let files be written anew (`rewrite`)."],
    ]);
  });

  test("each row is in the one step that decides it: kept, taken out, gone with its last owner", async () => {
    put("people.csv", "id,email,text\np-1,mina@example.com,a\np-2,jun@example.com,b\n");
    put("deals.csv", "no,buyer,seller\n1,p-1,p-2\n2,p-1,p-1\n3,p-2,p-2\n4,p-1,\n");
    put("bills.csv", "no,person,name,issued\n1,p-1,Mina,2024-02-29\n2,p-1,Mina,\n3,p-2,Jun,2024-01-01\n");
    const side = (field: string) => ({
      to: "people",
      on: { [field]: "id" },
      role: field,
      as: "shared" as const,
      erasure: { act: "delete_with_last_owner" as const },
    });
    const deals: Written = {
      name: "deals",
      key: ["no"],
      belongs: [side("buyer"), side("seller")],
      fields: fieldsOf("no", "buyer", "seller"),
      files: { pattern: "deals.csv" },
    };
    const bills: Written = {
      name: "bills",
      key: ["no"],
      belongs: [{ to: "people", on: { person: "id" } }],
      fields: fieldsOf("no", "person", "name", "issued"),
      files: { pattern: "bills.csv" },
      erasure: {
        act: "keep",
        ground: "Section 147 AO",
        until: { after: "P10Y1M", from: "issued" },
        anonymise: { name: "null" },
      },
    };
    const plan = await planFor(await open([people(), deals, bills]), "mina@example.com");
    const of = (collection: string) =>
      plan.targets
        .filter((one) => plan.steps[one.step]?.collection === collection)
        .map((one) => [plan.steps[one.step]?.act, one.row[0], one.until]);
    expect(of("deals").toSorted()).toEqual([
      ["delete", "2", null],
      ["delete", "4", null],
      ["unlink", "1", null],
    ]);
    expect(of("bills")).toEqual([
      ["keep", "1", "2034-03-29"],
      ["keep", "2", null],
    ]);
    await plan.actAll();
    expect(read("deals.csv").toString()).toBe("no,buyer,seller\n1,,p-2\n3,p-2,p-2\n");
    expect(read("bills.csv").toString()).toBe(
      "no,person,name,issued\n1,p-1,,2024-02-29\n2,p-1,,\n3,p-2,Jun,2024-01-01\n",
    );
    expect(read("people.csv").toString()).toBe("id,email,text\np-2,jun@example.com,b\n");
    for (const step of plan.steps) expect(await plan.eraser.standing(step, plan.rowsOf(step.no))).toBe(0);
  });
});
