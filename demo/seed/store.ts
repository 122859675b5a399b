import type { Inhabitant } from "./crowd.ts";
import { chanceFor } from "./random.ts";
import { table } from "./table.ts";
import { END, instant, momentBetween } from "./time.ts";

const DAY = 86_400_000;
const HOUR = 3_600_000;

/** Stores, with where their doors are. */
const stores = [
  ["Galway", 53.27245, -9.05095],
  ["Dublin South", 53.33306, -6.27561],
  ["Cork", 51.89797, -8.47061],
  ["Leeds", 53.79648, -1.54785],
] as const;

const guesses = [
  ["Buys for a family", "More than one size of boot among the orders"],
  ["Waits for sales", "Orders placed in the weeks of a sale"],
  ["Walks in winter", "Articles looked at from November to February"],
  ["May move to another shop soon", "Fewer visits than in the year before"],
] as const;

/** What the stores and the guessing rule add to the shop's database: segments, fittings by appointment, visits to a store. */
export function storeOf(seed: number, everybody: readonly Inhabitant[]) {
  const segments = table("segments", [
    "id",
    "customer_id",
    "segment",
    "sure_percent",
    "made_from",
    "made_at",
  ]);
  const fittings = table("fittings", ["id", "customer_id", "title", "store", "starts_at", "ends_at", "note"]);
  const visits = table("store_visits", [
    "id",
    "customer_id",
    "store",
    "latitude",
    "longitude",
    "seen_by",
    "at",
  ]);
  for (const { id, number, canary, counts } of everybody) {
    const chance = chanceFor(seed, `store/${number}`);
    const mark = (n: number) => (canary !== null && n === 0 ? ` ${canary}` : "");
    const first = chance.int(0, guesses.length - 1);
    for (let n = 0; n < counts.segments; n++) {
      const [segment, from] = guesses[(first + n) % guesses.length] ?? guesses[0];
      const at = instant(momentBetween(chance, END - 90 * DAY, END));
      segments.rows.push([
        1 + segments.rows.length,
        id,
        segment,
        chance.int(51, 93),
        `${from}${mark(n)}`,
        at,
      ]);
    }
    for (let n = 0; n < counts.fittings; n++) {
      const starts = momentBetween(chance, END - 200 * DAY, END);
      const [store] = chance.pick(stores);
      const title = chance.pick(["Boot fitting", "Rucksack fitting"]);
      const note = `Please bring your own socks.${mark(n)}`;
      fittings.rows.push([
        1 + fittings.rows.length,
        id,
        title,
        store,
        instant(starts),
        instant(starts + HOUR),
        note,
      ]);
    }
    for (let n = 0; n < counts.storeVisits; n++) {
      const [store, latitude, longitude] = chance.pick(stores);
      const at = instant(momentBetween(chance, END - 300 * DAY, END));
      visits.rows.push([1 + visits.rows.length, id, store, latitude, longitude, `Our app${mark(n)}`, at]);
    }
  }
  return [segments, fittings, visits];
}
