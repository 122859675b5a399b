import type { OwnKeys } from "#lib/desk/settings.ts";

/**
 * Every key of the desk: the name of what it does, the key it has by itself, and words. On a page the control that a key
 * presses carries the key it has by itself as `data-key`, whatever key the reader chose for it.
 */
export type KeyRow = { name: string; key: string; does: string };
type Part = { title: string; rows: readonly KeyRow[] };

export const keyParts: readonly Part[] = [
  {
    title: "In a list",
    rows: [
      { name: "next", key: "j", does: "next" },
      { name: "previous", key: "k", does: "previous" },
      { name: "open", key: "o", does: "open it" },
      { name: "select", key: "x", does: "select it, or hide the marked words" },
      { name: "select-range", key: "X", does: "select all up to here" },
      { name: "search", key: "/", does: "search" },
      { name: "filter", key: "f", does: "filter" },
    ],
  },
  {
    title: "With a request",
    rows: [
      { name: "assign", key: "a", does: "give it to somebody" },
      { name: "take", key: "i", does: "take it yourself" },
      { name: "stage", key: "s", does: "stage, mark as seen, or show a finding" },
      { name: "tag", key: "t", does: "tag" },
      { name: "message", key: "m", does: "write to the person" },
      { name: "note", key: "n", does: "write a note, or add what is new" },
      { name: "snooze", key: "h", does: "snooze, or hide a finding" },
      { name: "extend", key: "e", does: "take more time" },
      { name: "undo", key: "u", does: "undo" },
    ],
  },
  {
    title: "To decide",
    rows: [
      { name: "verify", key: "v", does: "check who asks" },
      { name: "review", key: "r", does: "review and hide" },
      { name: "approve", key: "p", does: "approve" },
      { name: "refuse", key: "D", does: "refuse" },
      { name: "send-back", key: "b", does: "send back" },
      { name: "accept", key: "1", does: "triage: accept" },
      { name: "merge", key: "2", does: "triage: merge" },
      { name: "ask", key: "3", does: "triage: ask for a detail" },
      { name: "refuse-new", key: "4", does: "triage: refuse" },
    ],
  },
  {
    title: "To go",
    rows: [
      { name: "log", key: "c", does: "log a request" },
      { name: "help", key: "?", does: "show or hide the keys" },
      { name: "queue", key: "g q", does: "queue" },
      { name: "triage", key: "g t", does: "triage" },
      { name: "alerts", key: "g a", does: "alerts" },
      { name: "approvals", key: "g p", does: "approvals" },
      { name: "erasures", key: "g e", does: "erasures" },
      { name: "metrics", key: "g m", does: "metrics" },
      { name: "systems", key: "g s", does: "systems" },
      { name: "figures", key: "g f", does: "yearly figures" },
      { name: "law", key: "g l", does: "the law" },
      { name: "templates", key: "g d", does: "templates" },
      { name: "policy", key: "g r", does: "policy" },
      { name: "evidence", key: "g v", does: "evidence packs" },
      { name: "audit", key: "g u", does: "audit log" },
      { name: "health", key: "g h", does: "health" },
      { name: "team", key: "g w", does: "who works here" },
      { name: "tasks", key: "g k", does: "your tasks" },
      { name: "settings", key: "g ,", does: "settings" },
    ],
  },
];

const rows = keyParts.flatMap((part) => part.rows);

/** The key an act has for this reader; empty where they switched it off. */
export function keyFor(row: KeyRow, { own }: OwnKeys): string {
  return own[row.name] ?? row.key;
}

/**
 * What the pages are told about the keys of a reader: by the key that is pressed, the key the act has by itself, for those
 * that differ only. A key that was taken away from its act means nothing: empty.
 */
export function changedKeys(keys: OwnKeys): Record<string, string> {
  const changed: Record<string, string> = {};
  for (const row of rows) if (keyFor(row, keys) !== row.key) changed[row.key] = "";
  for (const row of rows) {
    const key = keyFor(row, keys);
    if (key !== "" && key !== row.key) changed[key] = row.key;
  }
  return changed;
}

/** What speaks against a choice of keys, in words; null where nothing does. */
export function keyProblem(keys: OwnKeys): string | null {
  const taken = new Map<string, KeyRow>();
  for (const row of rows) {
    const key = keyFor(row, keys);
    if (key === "") continue;
    if (!/^(g )?[^\s\p{C}]$/u.test(key))
      return `“${key}” is no key. Write one letter, digit or sign, or g, a space and one.`;
    if (key === "g") return "The key g begins the ways to places. Choose another one.";
    const other = taken.get(key);
    if (other) return `“${key}” stands for two things: ${other.does}, and ${row.does}.`;
    taken.set(key, row);
  }
  return null;
}

/** The keys of a form: a field for each act, by its name. What is as it is by itself is not kept. */
export function ownKeys(on: boolean, typed: (name: string) => string | null): OwnKeys {
  const own: Record<string, string> = {};
  for (const row of rows) {
    const key = typed(row.name)?.trim();
    if (key !== undefined && key !== row.key) own[row.name] = key;
  }
  return { on, own };
}
