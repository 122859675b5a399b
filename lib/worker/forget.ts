import type { Transaction } from "#lib/db/database.ts";
import { forgetInRound } from "#lib/health/forget.ts";
import type { KeptName } from "#lib/health/kept.ts";

/**
 * Something that is deleted once it has served. `days`: the age after which it goes, where it goes by age. `run` answers how
 * many records went, by transactions of its own; `within` by the one in which that is written down.
 */
export type Forgetting = { name: KeptName; days?: number | (() => number) } & (
  | { run: () => Promise<number> }
  | { within: (tx: Transaction) => Promise<number> }
);

/** Deletes what has served, and writes down that it was done, how much, and from before which day. */
export async function forgetInTurn(one: Forgetting): Promise<void> {
  const days = (typeof one.days === "function" ? one.days() : one.days) ?? null;
  if ("within" in one) return forgetInRound(one.name, days, one.within);
  // Its transactions may take long: none of ours stands open meanwhile.
  const gone = await one.run();
  await forgetInRound(one.name, days, async () => gone);
}
