import { createHash, type Hash } from "node:crypto";
import { type Inhabitant, inhabitants } from "./crowd.ts";
import { ledgerOf } from "./ledger.ts";
import { loyaltyOf } from "./loyalty.ts";
import { newsletterOf } from "./newsletter.ts";
import { ordersByCustomer, shopOf } from "./shop.ts";
import { storeOf } from "./store.ts";
import { supportOf } from "./support.ts";
import type { Table } from "./table.ts";
import { visitsOf } from "./visits.ts";

/** Raised whenever the seed's rows or the systems' schemas change: an older demo folder is then seeded anew. */
export const SEED_VERSION = 5;

/** Everything that makes one Larkspur different from another. */
export type SeedSettings = { seed: number; people: number; large: boolean };

/** The seed of the demo, the tests and the screenshots. */
export const ordinarySeed: SeedSettings = { seed: 20260303, people: 2500, large: false };

/** All rows of all systems. Visits are produced a day at a time, on each call. */
export type Dataset = {
  people: Inhabitant[];
  shop: Table[];
  ledger: Table[];
  support: Table[];
  newsletter: Table[];
  loyalty: Table;
  visits: () => Generator<{ day: string; lines: string[] }>;
};

/** The company's data. The same settings give the same bytes on every machine. */
export function datasetOf(settings: SeedSettings): Dataset {
  const people = inhabitants(settings.seed, settings.people);
  const shop = [...shopOf(settings.seed, people), ...storeOf(settings.seed, people)];
  return {
    people,
    shop,
    ledger: ledgerOf(settings.seed, people, ordersByCustomer(shop, people)),
    support: supportOf(settings.seed, people),
    newsletter: newsletterOf(settings.seed, people),
    loyalty: loyaltyOf(settings.seed, people),
    visits: () => visitsOf(settings.seed, people, settings.large),
  };
}

function feed(hash: Hash, of: Table): void {
  hash.update(`${of.name}\n`);
  for (const row of of.rows) {
    hash.update(JSON.stringify(row.map((cell) => (Buffer.isBuffer(cell) ? cell.toString("base64") : cell))));
  }
}

/** SHA-256 over every row of every system: two seeds are equal when these are. */
export function fingerprint(dataset: Dataset): string {
  const hash = createHash("sha256");
  for (const tables of [
    dataset.shop,
    dataset.ledger,
    dataset.support,
    dataset.newsletter,
    [dataset.loyalty],
  ]) {
    for (const one of tables) feed(hash, one);
  }
  for (const { day, lines } of dataset.visits()) hash.update(day).update(lines.join("\n"));
  return hash.digest("hex");
}
