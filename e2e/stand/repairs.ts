import { Client } from "pg";
import { facts } from "./facts.ts";

/** A database that the company forgot: its repair shop's. Nothing of it is in the demo's data map. */
export type Repairs = {
  host: string;
  port: string;
  database: string;
  account: string;
  password: string;
  drop(): Promise<void>;
};

const database = "larkspur_repairs";
const account = "repairs_reader";

const tables = `
  create table clients (
    id int primary key, email text not null unique, full_name text not null, phone text,
    password_hash text not null, created_at timestamptz not null default now());
  create table repairs (
    id int primary key, client_id int not null references clients (id), item text not null,
    note text, received_on date not null);
  create table repair_steps (
    id int primary key, repair_id int not null references repairs (id), step text not null, done_at timestamptz);
  create table price_list (code text primary key, words text not null, cents int not null);
  insert into price_list values ('ZIP', 'New zip', 1900), ('SOLE', 'New soles', 4500);`;

async function on(url: string, work: (client: Client) => Promise<void>): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}

/** Makes the database with two clients, of whom the first is this person, and an account that can only read. */
export async function openRepairs(who: { name: string; email: string }, password: string): Promise<Repairs> {
  const admin = new URL(facts().urls.databases.shop);
  const inside = new URL(admin.href);
  inside.pathname = `/${database}`;
  const drop = (): Promise<void> =>
    on(admin.href, async (client) => {
      await client.query(`drop database if exists ${database} with (force)`);
      await client.query(`drop role if exists ${account}`);
    });
  await drop();
  await on(admin.href, async (client) => {
    await client.query(`create role ${account} login password '${password}'`);
    await client.query(`create database ${database}`);
  });
  await on(inside.href, async (client) => {
    await client.query(tables);
    await client.query(
      `insert into clients values (1, $1, $2, '+353 1 555 0199', 'x', now()), (2, 'zoe@example.org', 'Zoe Grant', null, 'x', now())`,
      [who.email, who.name],
    );
    await client.query(
      `insert into repairs select n, 1 + n % 2, 'Rucksack', 'Left strap torn', date '2026-01-01' + n
         from generate_series(1, 6) n`,
    );
    await client.query(
      "insert into repair_steps select n, 1 + n % 6, 'Sewn', now() from generate_series(1, 12) n",
    );
    await client.query(`grant select on all tables in schema public to ${account}`);
  });
  return { host: admin.hostname, port: admin.port, database, account, password, drop };
}
