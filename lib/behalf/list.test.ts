import { expect, it } from "vitest";
import { listMost, readAgentsList } from "./list.ts";

const own = "agent@example.net";
const head = "Name, email,right,place,reference\n";

it("reads columns in any order and spelling, and each address in one form", () => {
  const read = readAgentsList(
    "\uFEFFplace,Reference,name,EMAIL,right\nie,A-1,Ana Silva,Ana.Silva@Example.org,ACCESS\n",
    own,
  );
  expect(read).toEqual({
    ok: true,
    lines: [
      { name: "Ana Silva", email: "ana.silva@example.org", right: "access", place: "IE", reference: "A-1" },
    ],
  });
});

it.each([
  ["no column", "name,email\nAna,ana@example.org\n", "columns", undefined],
  ["no line", head, "empty", undefined],
  ["an open quote", `${head}"Ana,ana@example.org,access,IE,\n`, "unreadable", expect.any(Number)],
  ["no name", `${head},ana@example.org,access,IE,\n`, "lineName", 2],
  ["a name that turns the line", `${head}Ana\u202e,ana@example.org,access,IE,\n`, "lineName", 2],
  ["two addresses", `${head}Ana,ana@example.org;bo@example.org,access,IE,\n`, "lineEmail", 2],
  ["the agent's own address", `${head}Ana,Agent@example.net,access,IE,\n`, "lineOwn", 2],
  ["an unknown right", `${head}Ana,ana@example.org,everything,IE,\n`, "lineRight", 2],
  ["an appeal", `${head}Ana,ana@example.org,appeal,IE,\n`, "lineRight", 2],
  ["an unknown place", `${head}Ana,ana@example.org,access,XX,\n`, "linePlace", 2],
  ["a long reference", `${head}Ana,ana@example.org,access,IE,${"x".repeat(101)}\n`, "lineReference", 2],
])("refuses a list with %s, and names the line", (_, csv, key, line) => {
  expect(readAgentsList(csv, own)).toEqual({
    ok: false,
    troubles: [line === undefined ? { key } : { key, line }],
  });
});

it("refuses a line twice, and one address with two names", () => {
  const ana = "Ana,ana@example.org,access,IE,\n";
  expect(readAgentsList(`${head}${ana}${ana}Bo,ana@example.org,erasure,IE,\n`, own)).toEqual({
    ok: false,
    troubles: [
      { key: "lineTwice", line: 3 },
      { key: "lineNames", line: 4 },
    ],
  });
});

it("refuses more lines than a list may have, and names no more wrong ones than can be read", () => {
  const lines = (count: number, right: string) =>
    Array.from({ length: count }, (_, at) => `Ana,ana${at}@example.org,${right},IE,`).join("\n");
  expect(readAgentsList(head + lines(listMost.lines, "access"), own)).toMatchObject({ ok: true });
  expect(readAgentsList(head + lines(listMost.lines + 1, "access"), own)).toEqual({
    ok: false,
    troubles: [{ key: "many" }],
  });
  const wrong = readAgentsList(head + lines(50, "fly"), own);
  expect(wrong.ok ? [] : wrong.troubles).toHaveLength(listMost.named + 1);
});
