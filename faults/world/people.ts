import type { Person, SystemName } from "../world.ts";

/** What stands in every text of a person in a system, and in no other text there is. */
export const markOf = (n: number, system: SystemName): string => `kx${n}${system}`;

/** Any mark of anybody, wherever it may have got to. */
export const anyMark = /kx\d+(shop|news|visits|crm|mail|name)/i;

/** The invented person of a number. Even ones ask the company, odd ones its second brand. */
export function personOf(n: number): Person {
  return {
    n,
    name: `Pat Kx${n}name`,
    email: `kx${n}mail@example.com`,
    number: `C-${100_000 + n}`,
    cookie: `ck-kx${n}visits`,
  };
}

export const brandOf = (n: number): string | null => (n % 2 === 0 ? null : "harbour");

/** Page views lie in files that are not erased from by machine: who has some asks for a copy. */
export const hasVisits = (n: number): boolean => n % 3 === 0;

/** Invoices must be kept: their erasure is done and leaves them, without a name. */
export const hasInvoices = (n: number): boolean => n % 4 === 1;

/** Rows of each person in each collection, as they are laid. */
export const rowsOf = (n: number): Record<SystemName, Record<string, number>> => ({
  shop: { customers: 1, orders: 6, invoices: hasInvoices(n) ? 2 : 0 },
  news: { subscribers: 1, opens: 4 },
  visits: { page_views: hasVisits(n) ? 3 : 0 },
  crm: { contacts: 1, notes: 5 },
});
