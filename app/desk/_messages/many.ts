import { type Way, ways } from "#lib/dealing/outgoing/sealed.ts";

/** What a page about one message to many stands for: references are no personal data, and all of it fits an address. */
export type ManyQuery = { references: string[]; template: string; how: Way };

const reference = /^[A-Z0-9]{2,6}(-[A-Z0-9]{2,6}){1,3}$/;

/** References as a form or an address says them, each once. */
export function referencesIn(typed: readonly string[]): string[] {
  const all = typed.flatMap((one) => one.split(/[\s,]+/)).map((one) => one.trim().toUpperCase());
  return [...new Set(all)].filter((one) => reference.test(one)).slice(0, 201);
}

export function manyQuery(typed: Record<string, string | string[] | undefined>): ManyQuery {
  const one = (name: string) => (typeof typed[name] === "string" ? typed[name] : "");
  const how = ways.find((way) => way === one("how")) ?? "mail";
  return { references: referencesIn([one("ref")]), template: one("template").slice(0, 60), how };
}

export function manyAddress({ references, template, how }: ManyQuery): string {
  const query = new URLSearchParams({ ref: references.join(","), ...(template ? { template, how } : {}) });
  return `/desk/messages/many?${query}`;
}
