import { escapeLiteral } from "pg";
import type { Within } from "../scope.ts";
import { roles, settings } from "./names.ts";

/** What stands in the setting of a connection where a scope has no limit of that sort. */
const everything = "*";

const list = (words: readonly string[] | null) => (words === null ? everything : words.join(","));

/** The statement by which a connection takes the role that a scope needs. The same text: nothing has to be done. */
export function takeScope(within: Within | null): string {
  if (within === null) return `set role ${roles.app}`;
  const { brands, places, staffId } = within;
  const said = [
    [settings.brands, list(brands)],
    [settings.places, list(places)],
    [settings.staff, staffId],
  ].map(([name, value]) => `set ${name} = ${escapeLiteral(value ?? "")}`);
  return [`set role ${roles.limited}`, ...said].join("; ");
}
