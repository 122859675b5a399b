import { describe, expect, it } from "vitest";
import { answerFrom } from "./answer.ts";
import { cellName, moreRowsFor, typedRows } from "./typed-rows.ts";

describe("rows typed into the page", () => {
  const form = new FormData();
  form.set(cellName("walks", 1, 0), "7");
  form.set(cellName("walks", 0, 2), "north");
  form.set("cell.walks.0.constructor", "x");
  form.set("cell.__proto__.0.0", "x");
  form.set("cell.walks.9999.0", "x");
  form.set(cellName("members", 0, 0), new File(["x"], "x"));
  form.set("answer", "rows");

  it("keep their places, whatever order they come in; what is no cell is left out", () => {
    expect(typedRows(form)).toEqual([{ collection: "walks", rows: [["", "", "north"], ["7"]] }]);
    expect(answerFrom(form)).toEqual({ kind: "rows", tables: typedRows(form) });
  });

  it("are sent only to be kept where more rows are asked for", () => {
    expect(moreRowsFor(form)).toBeNull();
    form.set("more", "walks");
    expect(moreRowsFor(form)).toBe("walks");
  });

  it("are refused where a form names places that nobody typed in", () => {
    const far = new FormData();
    for (let row = 0; row < 300; row++) far.set(cellName("walks", row, 999), "x");
    expect(() => typedRows(far)).toThrow("Send it as a file");
  });

  it("of several files each is part of the answer", () => {
    const files = new FormData();
    files.set("answer", "file");
    files.append("file", new File(["a"], "a.csv"));
    files.append("file", new File([], "empty.csv"));
    files.append("file", new File(["b"], "b.csv"));
    const answer = answerFrom(files);
    if (answer.kind !== "file") throw new Error(answer.kind);
    expect(answer.more).toHaveLength(1);
  });
});
