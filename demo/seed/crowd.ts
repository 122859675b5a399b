import { people } from "#demo/people.ts";
import type { Counts } from "./plan.ts";
import { type Chance, chanceFor } from "./random.ts";
import { plans } from "./stories.ts";
import { day } from "./time.ts";
import { firstNames, lastNames, places, streets } from "./words.ts";

/** One inhabitant of the demo, before any system has a row of theirs. */
export type Inhabitant = {
  /** The key of `people.ts`, or null for the crowd. */
  story: string | null;
  /** The shop's internal id. */
  id: number;
  number: string;
  name: string;
  email: string;
  oldEmail: string | null;
  receiptEmail: string | null;
  supportEmail: string | null;
  newsletterEmail: string | null;
  card: string | null;
  cookies: string[];
  phone: string;
  born: string;
  place: string;
  language: string;
  city: string;
  code: string;
  street: string;
  /** When they became a customer, in milliseconds. */
  since: number;
  canary: string | null;
  counts: Counts;
};

const YEAR = 365 * 86_400_000;

function cookiesFor(chance: Chance, count: number): string[] {
  return Array.from({ length: count }, () => `lk_${chance.hex(20)}`);
}

function storyPeople(seed: number): Inhabitant[] {
  const list: Inhabitant[] = [];
  for (const one of people) {
    const plan = plans[one.key];
    const number = one.knownAs.customerNumbers[0];
    if (plan === undefined || number === undefined) continue;
    const chance = chanceFor(seed, one.key);
    list.push({
      story: one.key,
      id: plan.id,
      number,
      name: one.name,
      email: one.email,
      oldEmail: plan.oldEmail ?? null,
      receiptEmail: plan.receiptEmail ?? one.email,
      supportEmail: plan.supportEmail,
      newsletterEmail: plan.newsletterEmail,
      card: one.knownAs.cards[0] ?? null,
      cookies: cookiesFor(chance, plan.counts.cookies),
      phone: plan.phone,
      born: plan.born,
      place: one.place,
      language: one.language,
      city: plan.city,
      code: plan.code,
      street: plan.street ?? `${chance.int(1, 90)} ${chance.pick(streets)}`,
      since: Date.UTC(2018, chance.int(0, 11), chance.int(1, 28), 10, chance.int(0, 59)),
      canary: one.canary,
      counts: plan.counts,
    });
  }
  return list;
}

function crowdCounts(
  chance: Chance,
  has: Record<"support" | "news" | "card" | "web" | "ledger", boolean>,
): Counts {
  const orders = chance.int(0, 4);
  const tickets = has.support ? chance.int(1, 2) : 0;
  const sends = has.news ? chance.int(1, 6) : 0;
  const cookies = has.web ? chance.int(1, 2) : 0;
  const payments = has.ledger ? chance.int(1, 5) : 0;
  return {
    oldEmails: chance.happens(0.08) ? 1 : 0,
    addresses: chance.int(1, 2),
    orders,
    lines: orders * chance.int(1, 3),
    returns: orders > 0 && chance.happens(0.2) ? 1 : 0,
    cookies,
    sessions: cookies * chance.int(1, 3),
    wishes: chance.int(0, 3),
    reviews: orders > 0 && chance.happens(0.15) ? 1 : 0,
    consents: chance.int(1, 2),
    views: chance.int(0, 14),
    segments: orders > 2 ? 1 : 0,
    fittings: 0,
    storeVisits: has.card ? 1 : 0,
    payments,
    refunds: payments > 0 && chance.happens(0.1) ? 1 : 0,
    tickets,
    messages: tickets * chance.int(1, 3),
    sends,
    opens: Math.floor(sends / 2),
    clicks: Math.floor(sends / 3),
    loyalty: has.card ? chance.int(1, 9) : 0,
    visits: cookies * chance.int(2, 18),
  };
}

function stranger(seed: number, index: number): Inhabitant {
  const chance = chanceFor(seed, `crowd/${index}`);
  const first = chance.pick(firstNames);
  const last = chance.pick(lastNames);
  const at = chance.pick(places);
  const email = `${first}.${last}${index}@example.${chance.pick(["com", "net", "org"])}`.toLowerCase();
  const has = {
    support: chance.happens(0.2),
    news: chance.happens(0.45),
    card: chance.happens(0.25),
    web: chance.happens(0.5),
    ledger: chance.happens(0.6),
  };
  const counts = crowdCounts(chance, has);
  return {
    story: null,
    id: 3000 + index,
    number: `C-${200000 + index * 3}`,
    name: `${first} ${last}`,
    email,
    oldEmail: counts.oldEmails > 0 ? `old.${email}` : null,
    receiptEmail: has.ledger ? email : null,
    supportEmail: has.support ? email : null,
    newsletterEmail: has.news ? email : null,
    card: has.card ? `3200-${String(index).padStart(4, "0")}-${chance.int(10, 99)}` : null,
    cookies: cookiesFor(chance, counts.cookies),
    phone: `+44 7700 900${String(chance.int(0, 999)).padStart(3, "0")}`,
    born: day(Date.UTC(1945, 0, 1) + chance.int(0, 60 * 365) * 86_400_000),
    place: at.place,
    language: at.language,
    city: at.city,
    code: at.code,
    street: `${chance.int(1, 90)} ${chance.pick(streets)}`,
    since: Date.UTC(2017, 0, 1, 9) + chance.int(0, 8) * YEAR + chance.int(0, 300) * 86_400_000,
    canary: null,
    counts,
  };
}

/** Everybody the systems know: the people of the story, then strangers up to `count` in all. */
export function inhabitants(seed: number, count: number): Inhabitant[] {
  const known = storyPeople(seed);
  const strangers = Math.max(0, count - known.length);
  return [...known, ...Array.from({ length: strangers }, (_, index) => stranger(seed, index))];
}
