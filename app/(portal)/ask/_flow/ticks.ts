import { type Right, rights } from "#lib/law/rights.ts";
import { kindsIn } from "#lib/request/answers.ts";

/** The names of boxes in our forms: a form's fields are one value each, so that every box has a name of its own. */
const kindsBegin = "kind_";
export const kindBox = (category: string): string => `${kindsBegin}${category}`;
export const rightBox = (right: Right): string => `right_${right}`;

/** The ticked kinds of data, joined by commas, those that there are. */
export function chosenKinds(values: Record<string, string>): string {
  const ticked = Object.keys(values).filter((name) => name.startsWith(kindsBegin));
  return kindsIn(ticked.map((name) => name.slice(kindsBegin.length)).join(",")).join(",");
}

/** The ticked rights, in the order of the doors. */
export function chosenRights(values: Record<string, string>): Right[] {
  return rights.filter((one) => values[rightBox(one)] !== undefined);
}
