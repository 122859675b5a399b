import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { markOf, personOf } from "../world/people.ts";
import type { SystemName } from "../world.ts";
import type { Ground, Row } from "./ground.ts";

/** Rows of each collection of a system, read where they lie. */
export type Counted = Record<string, number>;

function fromFile(file: string, sql: string, ...values: (string | number)[]): Row[] {
  const database = new DatabaseSync(file, { readOnly: true });
  try {
    return database.prepare(sql).all(...values) as Row[];
  } finally {
    database.close();
  }
}

/** How many rows each system really holds of a person, with our own eyes. */
export async function heldOf(ground: Ground, n: number): Promise<Record<SystemName, Counted>> {
  const { number, cookie } = personOf(n);
  const [shop] = await ground.ask(
    "shop",
    `select (select count(*)::int from customers where id = $1) as customers,
       (select count(*)::int from orders where customer_id = $1) as orders,
       (select count(*)::int from invoices where customer_number = $2) as invoices`,
    [n, number],
  );
  const [news] = fromFile(
    join(ground.folder, "news.sqlite"),
    "select (select count(*) from subscribers where id = ?1) as subscribers, (select count(*) from opens where subscriber_id = ?1) as opens",
    n,
  );
  const [crm] = fromFile(
    join(ground.folder, "crm.sqlite"),
    "select (select count(*) from contacts where id = ?1) as contacts, (select count(*) from notes where person = ?1) as notes",
    markOf(n, "crm"),
  );
  const folder = join(ground.folder, "visits");
  const views = readdirSync(folder)
    .filter((name) => name.endsWith(".ndjson"))
    .flatMap((name) => readFileSync(join(folder, name), "utf8").split("\n"))
    .filter((line) => line.includes(`"${cookie}"`)).length;
  return {
    shop: { ...shop } as Counted,
    news: { ...news } as Counted,
    crm: { ...crm } as Counted,
    visits: { page_views: views },
  };
}

/** Rows that name a person by a mark of theirs, wherever in a system, whoever they belong to. */
export async function marksOf(ground: Ground, n: number): Promise<Record<string, number>> {
  const any = `\\mkx${n}(shop|news|visits|crm|mail|name)`;
  const [shop] = await ground.ask(
    "shop",
    `select (select count(*)::int from customers c where c::text ~* $1) + (select count(*)::int from orders o where o::text ~* $1)
       + (select count(*)::int from invoices i where i::text ~* $1) as rows`,
    [any],
  );
  const [news] = fromFile(
    join(ground.folder, "news.sqlite"),
    `select (select count(*) from subscribers where email like 'kx${n}mail%' or topics like 'kx${n}news%')
       + (select count(*) from opens where words like 'kx${n}news%') as rows`,
  );
  const [crm] = fromFile(
    join(ground.folder, "crm.sqlite"),
    `select (select count(*) from contacts where id = 'kx${n}crm' or email like 'kx${n}mail%')
       + (select count(*) from notes where person = 'kx${n}crm' or text like 'kx${n}crm%') as rows`,
  );
  return { shop: Number(shop?.rows), news: Number(news?.rows), crm: Number(crm?.rows) };
}

/** When something of a person was last changed in a system that notes it: milliseconds since 1970; 0: never. */
export async function lastWrite(ground: Ground, n: number): Promise<Record<string, number>> {
  const [shop] = await ground.ask(
    "shop",
    `select extract(epoch from max(at)) * 1000 as at from journal
      where (t = 'customers' and id = $1) or (t <> 'customers' and id >= $1 * 100 and id < ($1 + 1) * 100)`,
    [n],
  );
  const [crm] = fromFile(
    join(ground.folder, "crm.sqlite"),
    "select max(at) as at from effects where record = ?",
    `contacts/${markOf(n, "crm")}`,
  );
  return { shop: Number(shop?.at ?? 0), crm: Number(crm?.at ?? 0) };
}
