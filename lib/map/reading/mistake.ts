/** A way into a document as it is written: members by name, items by number. */
export type Path = readonly (string | number)[];

/** Something that is wrong, or that may be: `doubt` is told and does not keep a map from being used. */
export type Finding = {
  path: Path;
  message: string;
  weight: "mistake" | "doubt";
  /** Which of the two is meant where a path leads to a name with a value. */
  spot: "name" | "value";
};

/** A finding with its place in the text. Neither place nor message ever holds a value of the settings. */
export type Placed = {
  file: string;
  line: number;
  column: number;
  /** `systems.shop.collections.orders.belongs[0].to` */
  place: string;
  message: string;
  weight: "mistake" | "doubt";
};

export const mistake = (path: Path, message: string, spot: Finding["spot"] = "value"): Finding => ({
  path,
  message,
  weight: "mistake",
  spot,
});
export const doubt = (path: Path, message: string): Finding => ({
  path,
  message,
  weight: "doubt",
  spot: "value",
});

/** A finding as one line: where, what, and how to mend it. */
export function lineOf(one: Placed): string {
  const doubtful = one.weight === "doubt" ? "perhaps: " : "";
  return `${one.file}:${one.line}:${one.column} ${one.place}: ${doubtful}${one.message}`;
}

/** A path in words: systems and collections by their names instead of their numbers. */
export function placeName(value: unknown, path: Path): string {
  let at = value;
  let text = "";
  for (const step of path) {
    const next: unknown =
      typeof at === "object" && at !== null ? (at as Record<string | number, unknown>)[step] : undefined;
    if (typeof step === "string") text += text === "" ? step : `.${step}`;
    else text += nameOf(next) ?? `[${step}]`;
    at = next;
  }
  return text || "map";
}

function nameOf(item: unknown): string | null {
  if (typeof item !== "object" || item === null) return null;
  const { id, name } = item as { id?: unknown; name?: unknown };
  const word = id ?? name;
  return typeof word === "string" && /^[a-z][a-z0-9_]*$/.test(word) ? `.${word}` : null;
}
