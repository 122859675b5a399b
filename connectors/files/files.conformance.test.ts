import { appendFileSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { open } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { conform } from "#connectors/conformance/kit.ts";
import { drain, failureOfWork, located, openOn, readAll } from "#connectors/conformance/reading.ts";
import {
  described,
  fieldsOf,
  type Harness,
  mina,
  notOfFiles,
  type Person,
  type Rig,
} from "#connectors/conformance/world.ts";
import { connectorOf } from "#connectors/registry.ts";

const collections = [
  described({
    name: "notes",
    subject_key: "id",
    match: { email: "email", phone: "phone" },
    yields: { phone: "phone", email: "email" },
    files: { pattern: "day-*.ndjson" },
    fields: fieldsOf("id", "email", "phone", "text"),
  }),
];

const lineOf = (one: Person, text: string) =>
  `${JSON.stringify({ id: one.id, email: one.email, phone: one.phone, secret: one.secret, text })}\n`;

function rigIn(folder: string): Rig {
  const first = join(folder, "day-2026-03-01.ndjson");
  return {
    settings: { folder },
    collections,
    internalHosts: [],
    secrets: [folder],
    troubles: {
      unreachable: { folder: join(folder, "nowhere") },
      // Whoever runs the tests may write what they have made.
      mayWrite: async () => async () => {},
    },
    dropField: async () => {
      writeFileSync(first, readFileSync(first, "utf8").replaceAll('"id":', '"ident":'));
    },
    addNotes: async (person, count) => {
      const file = await open(join(folder, "day-2026-03-03.ndjson"), "a");
      for (let done = 0; done < count; done += 5000)
        await file.write(lineOf(person, `line ${done} ${"x ".repeat(40)}`).repeat(5000));
      await file.close();
    },
    stop: async () => rmSync(folder, { recursive: true }),
  };
}

async function start(people: readonly Person[]): Promise<Rig> {
  const folder = mkdtempSync(join(tmpdir(), "habeas-files-"));
  for (const one of people) {
    one.notes.forEach((text, place) => {
      appendFileSync(join(folder, `day-2026-03-0${1 + (place % 2)}.ndjson`), lineOf(one, text));
    });
  }
  writeFileSync(join(folder, "readme.txt"), "not a day file");
  return rigIn(folder);
}

const harness: Harness = {
  connector: () => connectorOf("files"),
  start,
  holds: () => true,
  without: notOfFiles,
  manyRows: 200_000,
};

conform("files", harness);

describe("day files", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "habeas-files-"));
  });
  afterEach(() => rmSync(folder, { recursive: true }));
  const put = (day: number, text: string | Buffer) =>
    writeFileSync(join(folder, `day-2026-03-0${day}.ndjson`), text);
  const of = async (value = mina.email) => {
    const session = await openOn(await connectorOf("files"), rigIn(folder));
    const { keys } = await located(session, { kind: "email", value });
    return (await readAll(session, keys)).rows;
  };
  const mine = lineOf(mina, "mine");

  test("a line that is still being written is left for later, but only at the very end", async () => {
    put(1, mine);
    put(2, mine + mine.slice(0, 40));
    expect(await of()).toHaveLength(2);
    put(2, mine + mine.trimEnd());
    expect(await of()).toHaveLength(3);
    put(1, mine + mine.slice(0, 40));
    const failure = await failureOfWork(() => of());
    expect([failure.code, failure.message]).toEqual([
      "bad_answer",
      "Line 2 of day-2026-03-01.ndjson is not a JSON object.",
    ]);
  });

  test.each([
    ["cut", '{"id":"p-1","email":"mina@exam\n'],
    ["not an object", '["mina@example.com"]\n'],
    ["broken inside", '{"id":"p-1","email":"mina@example.com","text":}\n'],
    ["another person's", "nothing like JSON\n"],
    [
      "not UTF-8",
      Buffer.concat([
        Buffer.from('{"id":"p-1","email":"mina@example.com","text":"'),
        Buffer.from([0xff]),
        Buffer.from('"}\n'),
      ]),
    ],
  ])("a broken line is never skipped: %s", async (_name, broken) => {
    put(1, Buffer.concat([Buffer.from(mine), Buffer.from(broken), Buffer.from(mine)]));
    put(2, mine);
    const failure = await failureOfWork(() => of());
    expect([failure.code, failure.message]).toEqual([
      "bad_answer",
      "Line 2 of day-2026-03-01.ndjson is not a JSON object.",
    ]);
  });

  test("escapes, spaces, line ends of Windows and long numbers change nothing", async () => {
    put(1, `${mine}\r\n   {"id":"p-1","email":"\\u006dina@example.com","text":12345678901234567890}  \r\n\n`);
    const rows = await of();
    expect(rows.map((row) => row.line.split('"text":')[1])).toEqual(['"mine"}', "12345678901234567890}"]);
  });

  test("a pattern that fits nothing, and a link out of the folder, do not look like an empty answer", async () => {
    symlinkSync("/etc/hostname", join(folder, "day-2026-03-09.ndjson"));
    expect((await failureOfWork(() => of())).code).toBe("misconfigured");
  });

  test("lines on the edge of a chunk are found, a line without end is refused", async () => {
    put(
      1,
      lineOf({ ...mina, id: "other", email: "other@example.com" }, "x".repeat(1024 * 1024 - 60)).repeat(3) +
        mine.repeat(3),
    );
    expect(await of()).toHaveLength(3);
    put(1, `${mine}{${"x".repeat(66 * 1024 * 1024)}`);
    expect((await failureOfWork(() => of())).code).toBe("bad_answer");
  });

  test("a million lines are searched in seconds", async () => {
    const other = lineOf({ ...mina, id: "other", email: "other@example.com" }, "x".repeat(60)).repeat(10_000);
    const file = await open(join(folder, "day-2026-03-01.ndjson"), "w");
    for (let done = 0; done < 100; done += 1) await file.write(other);
    await file.write(mine);
    await file.close();
    const session = await openOn(await connectorOf("files"), rigIn(folder));
    const key = { collection: "notes", key: mina.id, via: { kind: "email", value: mina.email } };
    const begun = performance.now();
    expect(await drain(session, [key])).toBe(1);
    expect(performance.now() - begun).toBeLessThan(5000);
  });
});
