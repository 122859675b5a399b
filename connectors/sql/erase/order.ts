import type { Planned } from "./planned.ts";

/**
 * What refers to others before what it refers to, as the live references say; where they say nothing, in the map's
 * order. Within a collection rows are changed before others of it go.
 */
export function inOrder(drafts: readonly Planned[], names: readonly string[]): Planned[] {
  const open = [...names];
  const order: string[] = [];
  while (open.length > 0) {
    // In a circle nothing is free: then the map's order decides.
    const next =
      open.find((name) => !open.some((other) => other !== name && refersTo(other, name, drafts))) ?? open[0];
    if (next === undefined) break;
    open.splice(open.indexOf(next), 1);
    order.push(next);
  }
  return order.flatMap((name) => {
    const own = drafts.filter((one) => one.collection.name === name);
    const goes = (one: Planned) => one.step.act === "delete";
    return [...own.filter((one) => !goes(one)), ...own.filter(goes)];
  });
}

/** True where rows of one collection can keep rows of another from going, or go with them. */
function refersTo(name: string, other: string, drafts: readonly Planned[]): boolean {
  const tableOf = (wanted: string) => drafts.find((one) => one.collection.name === wanted)?.table;
  const [from, to] = [tableOf(name), tableOf(other)];
  if (from === undefined || to === undefined || from === to) return false;
  return from.references.some((one) => one.to === to.name && one.onDelete !== "set_null");
}
