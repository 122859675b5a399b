import { createHash } from "node:crypto";

/** One difference between two definitions. Values are shown as JSON; a definition never holds a secret. */
export type Change = {
  /** `collections.orders.fields.note.label` */
  place: string;
  kind: "added" | "removed" | "changed" | "reordered";
  before: string | null;
  after: string | null;
};

/** SHA-256 of a definition as it was written: the order of names counts, because people read in it. */
export function hashOfDefinition(definition: Record<string, unknown>): Buffer {
  return createHash("sha256").update(JSON.stringify(definition)).digest();
}

/** What differs between two definitions; items of lists are told apart by their id or name. */
export function changesBetween(before: unknown, after: unknown, place = ""): Change[] {
  const [old, now] = [parts(before), parts(after)];
  if (old === null || now === null) {
    const [left, right] = [shown(before), shown(after)];
    return left === right ? [] : [{ place: place || "all", kind: "changed", before: left, after: right }];
  }
  const within = (name: string) => (place === "" ? name : `${place}.${name}`);
  const changes: Change[] = [];
  for (const [name, value] of old) {
    if (now.has(name)) changes.push(...changesBetween(value, now.get(name), within(name)));
    else changes.push({ place: within(name), kind: "removed", before: shown(value), after: null });
  }
  for (const [name, value] of now) {
    if (!old.has(name))
      changes.push({ place: within(name), kind: "added", before: null, after: shown(value) });
  }
  const stays = (names: Iterable<string>, other: ReadonlyMap<string, unknown>) =>
    [...names].filter((name) => other.has(name)).join("\n");
  if (stays(old.keys(), now) !== stays(now.keys(), old)) {
    changes.push({ place: place || "all", kind: "reordered", before: null, after: null });
  }
  return changes;
}

/** The members of a thing by name, or null where it is one value. */
function parts(value: unknown): Map<string, unknown> | null {
  if (typeof value !== "object" || value === null) return null;
  if (!Array.isArray(value)) return new Map(Object.entries(value));
  const names = value.map((one: unknown) => {
    const { id, name, to } = (typeof one === "object" && one !== null ? one : {}) as Record<string, unknown>;
    return [id, name, to].find((word) => typeof word === "string");
  });
  if (names.some((name) => name === undefined) || new Set(names).size < names.length) {
    return value.some((one) => typeof one === "object") ? new Map(Object.entries(value)) : null;
  }
  return new Map(value.map((one: unknown, at) => [String(names[at]), one]));
}

const shown = (value: unknown): string => {
  const text = JSON.stringify(value) ?? "";
  return text.length > 200 ? `${text.slice(0, 200)}…` : text;
};
