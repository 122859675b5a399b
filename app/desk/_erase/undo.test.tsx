import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import type { ErasureDesk } from "#lib/erasure/desk.ts";
import type { SystemView } from "#lib/erasure/read.ts";
import { PutBack, UndoState } from "./Undo.tsx";

type Undo = NonNullable<SystemView["undo"]>;

const undo = (change: Partial<Undo>): Undo => ({
  state: "open",
  untilDay: "2026-12-24",
  outcome: null,
  result: null,
  trouble: null,
  ...change,
});
const system = (change: Partial<SystemView>): SystemView => ({
  ...{
    id: "0f9b2c9e-0000-4000-8000-000000000001",
    systemId: "shop",
    title: "Shop",
    state: "done",
    steps: [],
  },
  ...{ rows: 3, done: 3, changed: 3, gone: 0, released: 0, chunks: 1, outcome: "erased", provenAt: null },
  ...{ troubleCode: null, trouble: null, standing: 0, returned: 0, mentions: [], placesSeen: "" },
  ...{ undo: null, noUndo: null },
  ...change,
});
const shown = (one: SystemView) => renderToStaticMarkup(<UndoState system={one} />);

describe("what the desk says of taking an erasure back", () => {
  it("is gone for good only when its key is destroyed", () => {
    const open = shown(system({ undo: undo({}) }));
    expect(open).toContain("can be put back until 2026-12-24; then the key is destroyed");
    expect(open).not.toContain("It is gone for good");
    expect(shown(system({ undo: undo({ state: "ended", outcome: "expired" }) }))).toContain(
      "It is gone for good: the key to what was kept is destroyed.",
    );
  });

  it("names what is not back, and why, and systems where nothing can be put back", () => {
    const result = {
      back: 2,
      already: 0,
      altered: 1,
      not: [{ table: "people", why: "key_taken" as const, rows: 4 }],
    };
    const html = shown(system({ undo: undo({ outcome: "partly", result }) }));
    expect(html).toContain("2 records are back as they were; 1 more");
    expect(html).toContain("people: 4 records not back, because another record has its number");
    expect(shown(system({ noUndo: "This kind of system cannot." }))).toContain(
      "cannot be put back afterwards",
    );
    expect(shown(system({}))).toBe("");
  });

  it("lets only who may approve put it back, and only while something can be", () => {
    const desk = (one: SystemView, approve = true) =>
      ({
        reference: "LK-7K4-2QD",
        erasure: { id: "e", state: "done", systems: [one] },
        may: { plan: true, approve, work: true, see: true },
      }) as unknown as ErasureDesk;
    const html = (of: ErasureDesk) => renderToStaticMarkup(<PutBack desk={of} />);
    expect(html(desk(system({ undo: undo({}) })))).toContain("Put everything back");
    expect(html(desk(system({ undo: undo({}) }), false))).toBe("");
    expect(html(desk(system({ undo: undo({ state: "ended", outcome: "undone" }) })))).toBe("");
  });
});
