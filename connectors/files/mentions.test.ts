import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { erasingPerTest, people } from "./fixture/erasing.ts";

const { at, put, open } = erasingPerTest();

test("a file that is named after the person is found, and its name is not written down", async () => {
  for (const folder of ["letters", "mina@example.com"]) mkdirSync(join(at.folder, folder));
  put("people.csv", "id,email,text\np-1,jun@example.com,b\n");
  put("letters/mina@example.com.txt", "Nothing of anybody.\n");
  put("letters/mina@example.com.csv.gz.old", "Nothing of anybody.\n");
  put("mina@example.com/note-2026-03-01.txt", "Write to mina@example.com.\n");
  const { eraser } = await open([people()]);
  const found = (await eraser?.mentions(["mina@example.com"])) ?? [];
  expect(JSON.stringify(found)).not.toContain("mina");
  expect(found).toEqual(
    expect.arrayContaining([
      { table: "letters/*", column: "the file's name", rows: 2 },
      { table: "*/note-{date}.txt", column: "the file's name", rows: 1 },
      { table: "*/note-{date}.txt", column: "the file's text", rows: 1 },
    ]),
  );
});
