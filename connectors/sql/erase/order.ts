import type { Planned } from "./planned.ts";

/**
 * What refers to others before what it refers to, as the live references say; where they say nothing, in the map's
 * order. Within a collection rows are changed before others of it go.
 */
export function inOrder(drafts: readonly Planned[], names: readonly string[]): Planned[] {
  const open = [...names];
  const order: string[] = [];
  const before = (name: string): Set<string> => {
    const seen = new Set<string>();
    const next = [name];
    for (let at = next.pop(); at !== undefined; at = next.pop()) {
      for (const one of open) {
        if (one !== at && !seen.has(one) && refersTo(one, at, drafts)) {
          seen.add(one);
          next.push(one);
        }
      }
    }
    return seen;
  };
  while (open.length > 0) {
    // Nothing still open comes before it, except what it comes before itself: a circle.
    const next = open.find((name) => [...before(name)].every((one) => before(one).has(name)));
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
