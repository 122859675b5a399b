import { categories } from "#connectors/language/categories.ts";
import { type Right, rights } from "#lib/law/rights.ts";

/** The names of boxes in our forms: a form's fields are one value each, so that every box has a name of its own. */
export const kindBox = (category: string): string => `kind_${category}`;
export const rightBox = (right: Right): string => `right_${right}`;

/** The ticked kinds of data, joined by commas. */
export function chosenKinds(values: Record<string, string>): string {
  return categories.filter((one) => values[kindBox(one)] !== undefined).join(",");
}

/** The ticked rights, in the order of the doors. */
export function chosenRights(values: Record<string, string>): Right[] {
  return rights.filter((one) => values[rightBox(one)] !== undefined);
}
