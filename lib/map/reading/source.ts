import { type Document, isAlias, isMap, isScalar, isSeq, LineCounter, type Node, parseDocument } from "yaml";
import { type Finding, type Path, type Placed, placeName } from "./mistake.ts";

/** A text that was read, and where in it everything stands. */
export type Source = { file: string; value: unknown; place(finding: Finding): Placed };

const reasons: Record<string, string> = {
  DUPLICATE_KEY: "this name stands twice here; join the two, or remove one",
  TAB_AS_INDENT: "indent with spaces; YAML takes no tabs here",
  BAD_INDENT: "this line is indented too much or too little",
  UNEXPECTED_TOKEN: "this does not belong here",
  MISSING_CHAR: "something is not closed before this place: a quote, a bracket or a brace",
};

/**
 * Reads YAML (JSON is YAML too). Text that is none comes back as mistakes with their places, and never with what
 * the text says.
 */
export function readSource(text: string, file: string): Source | { mistakes: Placed[] } {
  const lines = new LineCounter();
  const document = parseDocument(text, {
    lineCounter: lines,
    prettyErrors: false,
    // A warning would repeat the text on our own log.
    logLevel: "error",
  });
  const broken = (offset: number, message: string): Placed => {
    const { line, col } = lines.linePos(offset);
    return { file, line, column: col, place: "map", message, weight: "mistake" };
  };
  if (document.errors.length > 0) {
    return {
      mistakes: document.errors.map(({ code, pos }) =>
        broken(pos[0], reasons[code] ?? `this is not valid YAML (${code})`),
      ),
    };
  }
  let value: unknown;
  try {
    value = document.toJS({ maxAliasCount: 100 });
  } catch {
    return { mistakes: [broken(0, "its aliases lead nowhere, or to too much")] };
  }
  return {
    file,
    value,
    place({ path, message, weight, spot }) {
      const { line, col } = lines.linePos(offsetOf(document, path, spot));
      return { file, line, column: col, place: placeName(value, path), message, weight };
    },
  };
}

/**
 * Where a path stands in the text: its value if that is a plain one and meant, its name otherwise; where it is not in
 * the text, the nearest that is.
 */
function offsetOf(document: Document, path: Path, spot: Finding["spot"]): number {
  let at: Node | null = document.contents as Node | null;
  let offset = at?.range?.[0] ?? 0;
  for (const [no, step] of path.entries()) {
    const named = spot === "name" && no === path.length - 1;
    const node: unknown = isAlias(at) ? at.resolve(document) : at;
    if (isMap(node)) {
      const pair = node.items.find(({ key }) => isScalar(key) && String(key.value) === String(step));
      if (!pair) return offset;
      const value = pair.value as Node | null;
      const here: unknown = isScalar(value) && value.value !== null && !named ? value : pair.key;
      offset = (here as Node).range?.[0] ?? offset;
      at = value;
    } else if (isSeq(node) && typeof step === "number") {
      const item = node.items[step] as Node | undefined;
      if (!item) return offset;
      offset = item.range?.[0] ?? offset;
      at = item;
    } else return offset;
  }
  return offset;
}
