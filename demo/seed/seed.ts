import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Places, placesIn } from "#demo/places.ts";
import { datasetOf, SEED_VERSION, type SeedSettings } from "./dataset.ts";
import { seedLoyalty, seedVisits } from "./load-files.ts";
import { type Reader, seedDatabase } from "./load-postgres.ts";
import { seedSqlite } from "./load-sqlite.ts";

/** What the product may read in the shop's customer table: everything except the password hash. */
const customerColumns = [
  "id",
  "number",
  "full_name",
  "email",
  "phone",
  "birth_date",
  "language",
  "delivery_note",
  "created_at",
  "no_sale",
  "no_profiling",
  "restricted",
];

/** Where a seed goes: the demo's folder, and a Postgres server with an account that may create databases. */
export type SeedTarget = {
  folder: string;
  url: (database: string) => string;
  /** Put before the names of databases and roles, so that several demos can share a server. */
  prefix: string;
  passwords: { shop: string; ledger: string };
};

/** The product's account in the shop's database. */
export function shopReader(target: SeedTarget): Reader {
  return {
    role: `${target.prefix}shop_reader`,
    password: target.passwords.shop,
    columns: { customers: customerColumns },
    // What erasing, correcting and choices need: rows go, lose what points to the person, or say something else. Rows that
    // go are locked first.
    writes: {
      customers:
        "update (full_name, email, phone, birth_date, language, delivery_note, no_sale, no_profiling, restricted)",
      email_history: "update, delete",
      addresses: "update, delete",
      orders: "update (address_id, gift_message), delete",
      order_lines: "update (engraving)",
      invoices: "update, delete",
      returns: "update (reason), delete",
      browser_sessions: "update, delete",
      wishlist_items: "update, delete",
      reviews: "update, delete",
      consents: "update, delete",
      product_views: "update, delete",
      segments: "update, delete",
      fittings: "update, delete",
      store_visits: "update, delete",
    },
  };
}

/** The product's account in the ledger's database. */
export function ledgerReader(target: SeedTarget): Reader {
  return {
    role: `${target.prefix}ledger_reader`,
    password: target.passwords.ledger,
    writes: {
      accounts: "update (holder_name, receipt_email, loyalty_card, remark, restricted)",
      payments: "update, delete",
      refunds: "update, delete",
    },
  };
}

function markerText(settings: SeedSettings): string {
  return JSON.stringify({ version: SEED_VERSION, ...settings });
}

/** True when the folder holds a finished seed of these settings and this version. */
export function isSeeded(folder: string, settings: SeedSettings): boolean {
  try {
    return readFileSync(join(folder, "seeded.json"), "utf8") === markerText(settings);
  } catch {
    return false;
  }
}

/** Fills all six systems anew. Several seconds; safe to repeat after an interruption. */
export async function seedSystems(target: SeedTarget, settings: SeedSettings): Promise<Places> {
  const places = placesIn(target.folder);
  const marker = join(target.folder, "seeded.json");
  rmSync(marker, { force: true });
  for (const file of [places.newsletter, places.support, places.loyalty])
    mkdirSync(join(file, ".."), { recursive: true });
  const dataset = datasetOf(settings);
  const databases = Promise.all([
    seedDatabase({
      url: target.url,
      database: `${target.prefix}larkspur_shop`,
      schemaFile: new URL("../shop/schema.sql", import.meta.url),
      tables: dataset.shop,
      reader: shopReader(target),
    }),
    seedDatabase({
      url: target.url,
      database: `${target.prefix}larkspur_ledger`,
      schemaFile: new URL("../ledger/schema.sql", import.meta.url),
      tables: dataset.ledger,
      reader: ledgerReader(target),
    }),
  ]);
  // A failure while the files are written must not be lost among unhandled rejections.
  databases.catch(() => {});
  seedSqlite(places.newsletter, new URL("../newsletter/schema.sql", import.meta.url), dataset.newsletter);
  seedSqlite(places.support, new URL("../support/schema.sql", import.meta.url), dataset.support);
  seedLoyalty(places.loyalty, dataset.loyalty);
  await seedVisits(places.visits, dataset.visits());
  await databases;
  writeFileSync(marker, markerText(settings));
  return places;
}
