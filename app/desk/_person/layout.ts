import type { GraphIdentifier, GraphKey, PersonGraph } from "#lib/fanout/link/person-view.ts";

/** How a line looks, and what it means; the same word stands in the legend and in the table. */
export type LineKind = "proven" | "exact" | "confirmed" | "likeness" | "claimed";

export type Node = {
  id: string;
  kind: "person" | "identifier" | "system";
  x: number;
  y: number;
  width: number;
  height: number;
  title: string;
  lines: string[];
  faint: boolean;
};

export type Line = { id: string; from: Node; to: Node; kind: LineKind };

export type Drawing = { width: number; height: number; nodes: Node[]; lines: Line[]; apart: string[] };

const size = { person: 118, identifier: 158, system: 178, height: 58, row: 72, gap: 30, edge: 6 } as const;

const shortened = (text: string, most: number) => (text.length > most ? `${text.slice(0, most - 1)}…` : text);

type Step = { node: Omit<Node, "x" | "y">; depth: number };

/**
 * The graph in columns by how far something is from the proof (pure): the person, what they gave, where it led,
 * what was told there, and so on. Systems to which nothing leads are listed apart.
 */
export function drawingOf(graph: PersonGraph): Drawing {
  const steps = new Map<string, Step>();
  const links: { from: string; to: string; kind: LineKind }[] = [];
  const put = (
    id: string,
    kind: Node["kind"],
    depth: number,
    title: string,
    lines: string[],
    faint = false,
  ) => {
    const width = size[kind];
    const node = {
      id,
      kind,
      width,
      height: size.height,
      title: shortened(title, kind === "system" ? 24 : kind === "person" ? 14 : 17),
      lines,
      faint,
    };
    steps.set(id, { node, depth });
  };
  put("person", "person", 0, graph.name, ["asks"]);
  const known = graph.identifiers.filter((one) => one.confidence !== "detached");
  for (const one of known.filter((each) => each.from === null)) {
    const kind = one.confidence === "claimed" ? "claimed" : "proven";
    const word = kind === "claimed" ? "typed, not proven" : "proven";
    put(
      `i${one.id}`,
      "identifier",
      1,
      one.masked,
      [`${one.kind.replaceAll("_", " ")}, ${word}`],
      kind === "claimed",
    );
    links.push({ from: "person", to: `i${one.id}`, kind });
  }
  // Many of one kind from one place stand as one: six cookies of a shop lead where one of them leads.
  const bundles = new Map<string, GraphIdentifier[]>();
  const bundleOf = new Map<number, string>();
  for (const one of known) {
    const id = one.from === null ? `i${one.id}` : `b${one.from.taskId}/${one.kind}/${one.confidence}`;
    bundleOf.set(one.id, id);
    if (one.from !== null) bundles.set(id, [...(bundles.get(id) ?? []), one]);
  }
  const waysTo = (keys: readonly GraphKey[]) => waysIn(keys, bundleOf);
  // Each round places the systems that the last column leads to, and then what those have told.
  for (let round = 0, before = -1; before !== steps.size && round < 20; round++) {
    before = steps.size;
    for (const system of graph.systems) {
      const id = `s${system.taskId}`;
      const ways = waysTo(system.keys).filter((way) => steps.has(way.from));
      if (ways.length === 0 || steps.has(id)) continue;
      const depth = Math.min(...ways.map((way) => steps.get(way.from)?.depth ?? 0));
      const alike = ways.every((way) => way.kind === "likeness");
      const records = `${system.records.toLocaleString("en-GB")} ${system.records === 1 ? "record" : "records"}`;
      const how = alike
        ? "only alike"
        : ways.some((way) => way.kind === "confirmed")
          ? "alike, confirmed"
          : "found by a key";
      put(id, "system", depth + 1, system.title, [`${records}, ${how}`], alike);
    }
    for (const [id, told] of bundles) {
      const [one] = told;
      const from = steps.get(`s${one?.from?.taskId ?? ""}`);
      if (!one || !from || steps.has(id)) continue;
      const kind = one.confidence === "confirmed" ? "confirmed" : "exact";
      const words = `${one.kind.replaceAll("_", " ")}, ${kind === "exact" ? "sure" : kind}`;
      const title = told.length > 1 ? `${told.length} × ${one.masked}` : one.masked;
      put(id, "identifier", from.depth + 1, title, [words]);
      links.push({ from: from.node.id, to: id, kind });
    }
  }
  for (const system of graph.systems) {
    const to = steps.get(`s${system.taskId}`);
    if (!to) continue;
    for (const way of waysTo(system.keys)) {
      const from = steps.get(way.from);
      // A way back to where it came from is told in the table; drawn, it would only cross the others.
      if (from && from.depth < to.depth) links.push({ from: way.from, to: to.node.id, kind: way.kind });
    }
  }
  return placed(steps, links, graph);
}

function waysIn(
  keys: readonly GraphKey[],
  bundleOf: ReadonlyMap<number, string>,
): { from: string; kind: LineKind }[] {
  const ways = keys.map((key): { from: string; kind: LineKind } => {
    if (key.evidence === "likeness") return { from: "person", kind: "likeness" };
    if (key.viaIdentifier === null) return { from: "person", kind: "confirmed" };
    const from = bundleOf.get(key.viaIdentifier) ?? "";
    return { from, kind: key.evidence === "decided" ? "confirmed" : "exact" };
  });
  return [...new Map(ways.map((way) => [`${way.from}/${way.kind}`, way])).values()];
}

function placed(
  steps: ReadonlyMap<string, Step>,
  links: readonly { from: string; to: string; kind: LineKind }[],
  graph: PersonGraph,
): Drawing {
  const depths = [...new Set([...steps.values()].map((step) => step.depth))].sort(
    (one, other) => one - other,
  );
  const columns = depths.map((depth) => [...steps.values()].filter((step) => step.depth === depth));
  const tallest = Math.max(...columns.map((column) => column.length));
  const nodes = new Map<string, Node>();
  let x: number = size.edge;
  for (const column of columns) {
    const start = size.edge + ((tallest - column.length) * size.row) / 2;
    column.forEach(({ node }, at) => {
      nodes.set(node.id, { ...node, x, y: start + at * size.row });
    });
    x += Math.max(...column.map(({ node }) => node.width)) + size.gap;
  }
  const lines = links.flatMap(({ from, to, kind }) => {
    const [one, other] = [nodes.get(from), nodes.get(to)];
    return one && other ? [{ id: `${from}-${to}-${kind}`, from: one, to: other, kind }] : [];
  });
  return {
    width: x - size.gap + size.edge,
    height: tallest * size.row - (size.row - size.height) + 2 * size.edge,
    nodes: [...nodes.values()],
    lines,
    apart: graph.systems.filter((one) => !nodes.has(`s${one.taskId}`)).map((one) => one.title),
  };
}
