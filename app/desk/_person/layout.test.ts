import { describe, expect, it } from "vitest";
import type { GraphIdentifier, GraphKey, GraphSystem, PersonGraph } from "#lib/fanout/link/person-view.ts";
import { drawingOf } from "./layout.ts";

const key = (change: Partial<GraphKey>): GraphKey => ({
  id: "k",
  label: "Account",
  masked: "C-•••01",
  viaIdentifier: 1,
  evidence: "located",
  maySplit: true,
  ...change,
});
const system = (taskId: string, keys: GraphKey[]): GraphSystem => ({
  taskId,
  systemId: taskId,
  title: taskId,
  state: "found",
  records: 3,
  keys,
  links: [],
  asksLimit: false,
  cause: null,
  mayCollectAgain: true,
});
const known = (id: number, change: Partial<GraphIdentifier> = {}): GraphIdentifier => ({
  id,
  kind: "email",
  masked: "m•••@example.com",
  confidence: "proven",
  from: null,
  maySplit: false,
  ...change,
});
const told = (id: number, taskId: string) =>
  known(id, { kind: "cookie", confidence: "exact", from: { taskId, keyId: "k" } });

const graph: PersonGraph = {
  reference: "LK-222-222",
  name: "Mina Okafor",
  mayDecide: true,
  maySee: true,
  identifiers: [known(1), known(2, { confidence: "claimed" }), told(3, "shop"), told(4, "shop")],
  systems: [
    system("visits", [key({ viaIdentifier: 3 }), key({ viaIdentifier: 4 })]),
    system("shop", [key({})]),
    system("archive", [key({ viaIdentifier: null, evidence: "likeness" })]),
    system("empty", []),
  ],
  decisions: [],
};

describe("the picture of a person", () => {
  const drawing = drawingOf(graph);
  const line = (to: string) =>
    drawing.lines.filter((one) => one.to.id === to).map((one) => [one.from.id, one.kind]);

  it("draws each way once, with the evidence it rests on", () => {
    expect(line("i1")).toEqual([["person", "proven"]]);
    expect(line("i2")).toEqual([["person", "claimed"]]);
    expect(line("sshop")).toEqual([["i1", "exact"]]);
    expect(line("sarchive")).toEqual([["person", "likeness"]]);
    // Two cookies of the shop stand as one and lead to the visits once.
    expect(line("svisits")).toHaveLength(1);
    expect(drawing.nodes.filter((node) => node.kind === "identifier")).toHaveLength(3);
  });

  it("names apart where nothing leads, and keeps every box inside and off the others", () => {
    expect(drawing.apart).toEqual(["empty"]);
    for (const one of drawing.nodes) {
      expect(one.x + one.width).toBeLessThanOrEqual(drawing.width);
      expect(one.y + one.height).toBeLessThanOrEqual(drawing.height);
      for (const other of drawing.nodes.filter((each) => each !== one && each.x === one.x)) {
        expect(Math.abs(one.y - other.y)).toBeGreaterThanOrEqual(one.height);
      }
    }
    for (const one of drawing.lines) expect(one.from.x + one.from.width).toBeLessThan(one.to.x);
  });

  it("ends where identifiers lead in a circle", () => {
    const circle = {
      ...graph,
      identifiers: [known(1), told(2, "b"), told(3, "a")],
      systems: [
        system("a", [key({ viaIdentifier: 1 }), key({ viaIdentifier: 2 })]),
        system("b", [key({ viaIdentifier: 3 })]),
      ],
    };
    expect(drawingOf(circle).nodes.map((node) => node.id)).toEqual(
      expect.arrayContaining(["person", "i1", "sa", "sb"]),
    );
  });
});
