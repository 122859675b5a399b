import type { Erased, Eraser, ErasureStep, ErasureTarget, RowKey } from "#connectors/erase.ts";

/** A step of a plan with the rows that it is about. */
export type Planned = { step: ErasureStep; targets: ErasureTarget[]; rows: RowKey[] };

export const secret = new Uint8Array(32).fill(7);

/** Does every step of a plan, in its order. */
export async function erased(eraser: Eraser, plan: readonly Planned[]): Promise<Erased> {
  const sum: Erased = { changed: 0, gone: 0 };
  for (const { step, rows } of plan.filter((one) => one.rows.length > 0)) {
    const done = await eraser.act(step, rows, secret);
    sum.changed += done.changed;
    sum.gone += done.gone;
  }
  return sum;
}

/** How many rows of a plan are not as it leaves them. */
export async function standing(eraser: Eraser, plan: readonly Planned[]): Promise<number> {
  let sum = 0;
  for (const { step, rows } of plan) if (rows.length > 0) sum += await eraser.standing(step, rows);
  return sum;
}

/** A value as a database may give it back: its members in another order, those without a value left out. */
export const turned = <T>(value: T): T =>
  JSON.parse(JSON.stringify(value), (_key, one: unknown) =>
    one !== null && typeof one === "object" && !Array.isArray(one)
      ? Object.fromEntries(Object.entries(one).toReversed())
      : one,
  ) as T;
