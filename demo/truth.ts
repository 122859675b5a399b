import { createReadStream, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { DatabaseSync } from "node:sqlite";
import { parse } from "csv-parse/sync";
import { Client } from "pg";
import { person } from "./people.ts";
import { placesIn } from "./places.ts";

/**
 * What is true about one person, read straight from the six systems: no data map, no connector, no walk.
 * The identifiers come from the list in `people.ts`, written down by hand.
 */

/** One record of a person, as JSON would hold it. Invoices come with `document` as base64. */
export type TrueRow = Record<string, unknown>;

/** Where the systems of one world are. */
export type Systems = {
  folder: string;
  /** Administrator's connection strings, not the product's. */
  shopUrl: string;
  ledgerUrl: string;
};

/** Rows by `system/collection`, with an entry for every collection, empty ones too. */
export type Truth = Map<string, TrueRow[]>;

const shopQueries: Record<string, string> = {
  customers: `select c.id, c.number, c.full_name, c.email, c.phone, c.birth_date, c.language, c.delivery_note, c.created_at,
    c.no_sale, c.no_profiling, c.restricted
    from customers c where c.number = any($1) order by c.id`,
  email_history:
    "select h.* from email_history h join customers c on c.id = h.customer_id where c.number = any($1) order by h.id",
  addresses:
    "select a.* from addresses a join customers c on c.id = a.customer_id where c.number = any($1) order by a.id",
  orders:
    "select o.* from orders o join customers c on c.id = o.customer_id where c.number = any($1) order by o.id",
  order_lines: `select l.* from order_lines l join orders o on o.id = l.order_id join customers c on c.id = o.customer_id
    where c.number = any($1) order by l.order_id, l.line_no`,
  invoices: `select i.id, i.order_id, i.invoice_no, i.issued_on, i.billed_to, encode(i.document, 'base64') as document
    from invoices i join orders o on o.id = i.order_id join customers c on c.id = o.customer_id
    where c.number = any($1) order by i.id`,
  returns: `select r.* from returns r join orders o on o.id = r.order_id join customers c on c.id = o.customer_id
    where c.number = any($1) order by r.id`,
  browser_sessions:
    "select s.* from browser_sessions s join customers c on c.id = s.customer_id where c.number = any($1) order by s.id",
  wishlist_items:
    "select w.* from wishlist_items w join customers c on c.id = w.customer_id where c.number = any($1) order by w.position",
  reviews:
    "select r.* from reviews r join customers c on c.id = r.customer_id where c.number = any($1) order by r.id",
  consents:
    "select t.* from consents t join customers c on c.id = t.customer_id where c.number = any($1) order by t.id",
  product_views:
    "select v.* from product_views v join customers c on c.id = v.customer_id where c.number = any($1) order by v.id",
  segments:
    "select g.* from segments g join customers c on c.id = g.customer_id where c.number = any($1) order by g.id",
  fittings:
    "select f.* from fittings f join customers c on c.id = f.customer_id where c.number = any($1) order by f.id",
  store_visits:
    "select p.* from store_visits p join customers c on c.id = p.customer_id where c.number = any($1) order by p.id",
};

const ledgerQueries: Record<string, string> = {
  accounts: "select a.* from accounts a where a.customer_number = any($1) order by a.account_no",
  payments:
    "select p.* from payments p join accounts a using (account_no) where a.customer_number = any($1) order by p.id",
  refunds: `select r.* from refunds r join payments p on p.id = r.payment_id join accounts a using (account_no)
    where a.customer_number = any($1) order by r.id`,
};

const supportQueries: Record<string, string> = {
  contacts: "select * from contacts where email in (select value from json_each(?)) order by id",
  tickets:
    "select * from tickets where contact in (select id from contacts where email in (select value from json_each(?))) order by id",
  messages: `select m.* from messages m join tickets t on t.id = m.ticket join contacts c on c.id = t.contact
    where c.email in (select value from json_each(?)) order by m.id`,
  attachments: `select a.id, a.message, a.name, a.content_type, hex(a.content) as content_hex from attachments a
    join messages m on m.id = a.message join tickets t on t.id = m.ticket join contacts c on c.id = t.contact
    where c.email in (select value from json_each(?)) order by a.id`,
};

const newsletterQueries: Record<string, string> = {
  subscribers: "select * from subscribers where email in (select value from json_each(?)) order by id",
  sends:
    "select s.* from sends s join subscribers b on b.id = s.subscriber_id where b.email in (select value from json_each(?)) order by s.id",
  opens: `select o.* from opens o join sends s on s.id = o.send_id join subscribers b on b.id = s.subscriber_id
    where b.email in (select value from json_each(?)) order by o.id`,
  clicks: `select k.* from clicks k join sends s on s.id = k.send_id join subscribers b on b.id = s.subscriber_id
    where b.email in (select value from json_each(?)) order by k.id`,
};

async function fromPostgres(
  truth: Truth,
  system: string,
  url: string,
  queries: Record<string, string>,
  numbers: string[],
): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    for (const [name, sql] of Object.entries(queries)) {
      const answer = await client.query<{ row: TrueRow }>(`select to_jsonb(q) as row from (${sql}) q`, [
        numbers,
      ]);
      truth.set(
        `${system}/${name}`,
        answer.rows.map((one) => one.row),
      );
    }
  } finally {
    await client.end();
  }
}

function fromSqlite(
  truth: Truth,
  system: string,
  file: string,
  queries: Record<string, string>,
  emails: string[],
): void {
  const database = new DatabaseSync(file, { readOnly: true });
  try {
    for (const [name, sql] of Object.entries(queries)) {
      truth.set(
        `${system}/${name}`,
        database
          .prepare(sql)
          .all(JSON.stringify(emails))
          .map((row) => ({ ...row })),
      );
    }
  } finally {
    database.close();
  }
}

/** The log lines of some cookies; a generator because one person may have a million. */
async function* visitsOfCookies(folder: string, cookies: ReadonlySet<string>): AsyncGenerator<TrueRow> {
  for (const file of readdirSync(folder).sort()) {
    const lines = createInterface({
      input: createReadStream(join(folder, file), "utf8"),
      crlfDelay: Infinity,
    });
    for await (const line of lines) {
      const row = JSON.parse(line) as TrueRow;
      if (cookies.has(String(row.cookie))) yield row;
    }
  }
}

/** The lines of Hank's sheet for some cards, as he would send them: all cells are text. */
export function sheetRows(file: string, cards: readonly string[]): TrueRow[] {
  const rows = parse(readFileSync(file), { columns: true }) as TrueRow[];
  return rows.filter((row) => cards.includes(String(row.card_no)));
}

/** Every record that is this person's, by `system/collection`; attachments under `support/attachments`. */
export async function truthOf(personKey: string, systems: Systems): Promise<Truth> {
  const { knownAs } = person(personKey);
  const places = placesIn(systems.folder);
  const truth: Truth = new Map();
  await fromPostgres(truth, "shop", systems.shopUrl, shopQueries, knownAs.customerNumbers);
  await fromPostgres(truth, "ledger", systems.ledgerUrl, ledgerQueries, knownAs.customerNumbers);
  fromSqlite(truth, "support", places.support, supportQueries, knownAs.emails);
  fromSqlite(truth, "newsletter", places.newsletter, newsletterQueries, knownAs.emails);
  const cookies = new Set((truth.get("shop/browser_sessions") ?? []).map((row) => String(row.cookie_id)));
  const visits: TrueRow[] = [];
  if (cookies.size > 0) for await (const row of visitsOfCookies(places.visits, cookies)) visits.push(row);
  truth.set("visits/page_views", visits);
  truth.set("loyalty/card_entries", sheetRows(places.loyalty, knownAs.cards));
  return truth;
}
