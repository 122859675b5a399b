import { randomBytes } from "node:crypto";
import type { ErasureSample, RowKey } from "#connectors/erase.ts";
import { seedOf } from "./doing.ts";
import { kindOf } from "./kind.ts";
import type { Planned } from "./planned.ts";
import type { Store } from "./store.ts";
import { anonymised } from "./strategy.ts";

const most = 20;
const longest = 200;

/** The first rows before and after. A keyed hash is shown with a secret that is thrown away: only its form is true. */
export async function samplesOf<T>(
  one: Planned,
  store: Pick<Store<T>, "look">,
  rows: readonly RowKey[],
): Promise<ErasureSample[]> {
  const { table, names, collection, step, sets } = one;
  if (table === undefined || names === null || rows.length === 0) return [];
  const tied = one.invents?.ties.map((tie) => tie.own) ?? [];
  const shown = [...new Set([...Object.keys(collection.fields), ...sets.keys(), ...tied])].filter(
    (name) =>
      collection.fields[name]?.disclose !== "never" && table.columns.some((each) => each.name === name),
  );
  const secret = randomBytes(32);
  const found = await store.look(table, names.columns, shown, rows.slice(0, most));
  return found.map((cells) => {
    const row = cells.slice(0, names.columns.length).map((cell) => cell ?? "");
    const before: Record<string, string | null> = {};
    const after: Record<string, string | null> = {};
    shown.forEach((name, no) => {
      const value = cells[names.columns.length + no] ?? null;
      const strategy = step.act === "by_hand" ? undefined : sets.get(name);
      const kind = kindOf(table.columns.find((each) => each.name === name)?.type ?? "");
      const seed = seedOf(table, name, row);
      before[name] = cut(value);
      const isInvented = step.act === "unlink" && tied.includes(name) && value !== null;
      after[name] = isInvented
        ? "(invented)"
        : cut(strategy === undefined ? value : anonymised(strategy, value, { kind, seed, secret }));
    });
    return { before, after: step.act === "delete" ? null : after };
  });
}

const cut = (value: string | null): string | null =>
  value !== null && value.length > longest ? `${value.slice(0, longest)}…` : value;
