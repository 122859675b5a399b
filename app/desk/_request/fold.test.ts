import { describe, expect, it } from "vitest";
import { fold, type Show, showFrom } from "./fold.ts";
import { sameWay } from "./same-way.ts";

const at = (second: number, kind: string) => ({
  at: new Date(second * 1000),
  kind,
  sentence: `${kind} ${second}`,
  by: "",
  position: second,
  hash: "",
  anchor: null,
});
const masked = (text: string) => ({ field: text, masked: text, shown: null });

describe("the history", () => {
  it("is newest first and folds runs of routine steps, never what people did or trouble", () => {
    const told = fold([
      at(1, "request_filed"),
      at(2, "system_located"),
      at(3, "identifier_found"),
      at(4, "system_collected"),
      at(5, "system_trouble"),
      at(6, "nothing_held"),
      at(7, "notice_sent"),
      at(8, "released"),
    ]);
    expect(
      told.map((each) => (each.kind === "one" ? each.entry.kind : each.entries.map((e) => e.kind))),
    ).toEqual([
      "released",
      "notice_sent",
      "nothing_held",
      "system_trouble",
      ["system_collected", "identifier_found", "system_located"],
      "request_filed",
    ]);
  });

  it("keeps the order of entries of one moment, the later one on top", () => {
    const told = fold([at(1, "request_filed"), { ...at(1, "code_sent") }, at(1, "identity_proven")]);
    expect(told.map((each) => each.kind === "one" && each.entry.kind)).toEqual([
      "identity_proven",
      "code_sent",
      "request_filed",
    ]);
  });

  it("shows one kind alone, with nothing folded", () => {
    const entries = [
      at(1, "request_filed"),
      at(2, "system_located"),
      at(3, "message_written"),
      at(4, "nothing_held"),
      at(5, "findings_viewed"),
      at(6, "released"),
    ];
    const kinds = (show: Show) => fold(entries, show).map((each) => each.kind === "one" && each.entry.kind);
    expect(kinds("messages")).toEqual(["message_written"]);
    expect(kinds("decisions")).toEqual(["released"]);
    expect(kinds("systems")).toEqual(["nothing_held", "system_located"]);
    expect(kinds("people")).toEqual(["request_filed"]);
    expect(showFrom("decisions")).toBe("decisions");
    expect(showFrom("everything")).toBe("all");
  });

  it("loses no entry", () => {
    const entries = Array.from({ length: 40 }, (_, n) =>
      at(n, n % 7 === 0 ? "system_trouble" : "system_located"),
    );
    expect(fold(entries).flatMap((each) => (each.kind === "one" ? [each.entry] : each.entries))).toHaveLength(
      40,
    );
  });
});

describe("identifiers", () => {
  it("stand together only where kind and way are the same", () => {
    const path = ["email: proven by code", "cookie: Shop"];
    const lines = sameWay([
      { kind: "cookie", value: masked("a"), origin: "found", path },
      { kind: "cookie", value: masked("b"), origin: "found", path },
      { kind: "cookie", value: masked("c"), origin: "found", path: [...path, "cookie: Visits"] },
      { kind: "email", value: masked("d"), origin: "claimed", path: [] },
    ]);
    expect(lines.map((line) => line.values.map((one) => one.masked))).toEqual([["a", "b"], ["c"], ["d"]]);
    expect(lines[2]?.path).toBe("Said by the person, not proven");
  });
});
