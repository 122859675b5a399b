import { escapeHtml } from "#lib/core/escape-html.ts";

/** Text that is already safe HTML. Only `html` makes it. */
export type Html = { readonly safe: string };

/** What may stand in a template: everything except `Html` is escaped. */
export type Part = string | number | Html | readonly Part[] | null | undefined | false;

function render(part: Part): string {
  if (part === null || part === undefined || part === false) return "";
  if (typeof part === "string") return escapeHtml(part);
  if (typeof part === "number") return String(part);
  if ("safe" in part) return part.safe;
  return part.map(render).join("");
}

/** A template whose values are escaped, unless they are templates themselves. */
export function html(literals: TemplateStringsArray, ...parts: Part[]): Html {
  let safe = literals[0] ?? "";
  for (const [at, part] of parts.entries()) safe += render(part) + (literals[at + 1] ?? "");
  return { safe };
}

/** Our own markup from a file of ours, taken as it is. */
export function trusted(markup: string): Html {
  return { safe: markup };
}
