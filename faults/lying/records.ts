import { DatabaseSync } from "node:sqlite";
import type { Truth } from "./system.ts";

/** What it holds of somebody; by `phone` the exports know them, and most have none. */
export type Kept = { id: string; email: string; name: string; phone?: string; notes: readonly string[] };
export type Table = "contacts" | "notes";
/** One thing that was done to a record: what, which, under which once-key, when (milliseconds since 1970). */
export type Effect = { what: string; record: string; once: string; at: number };

/** What the system really holds, whatever it says. A checker reads the same file by itself. */
export type Records = {
  file: string;
  add(kept: Kept): void;
  /** Rows that are about a person: their own and their notes. */
  held(id: string): number;
  effects(): Effect[];
  search(email: string): Truth;
  notes(person: string, after: number): Truth;
  look(table: Table, key: string): Truth;
  remove(table: Table, key: string, once: string): Truth;
  /** Changes what is there, as another program of the company would. */
  run(sql: string, ...values: (string | number)[]): void;
  all(sql: string, ...values: (string | number)[]): Record<string, unknown>[];
  close(): void;
};

/** Records of a person are more than one page of them. */
const pageSize = 2;

/** Opens the file, and makes its tables where they are not there. */
export function recordsAt(file: string): Records {
  const database = new DatabaseSync(file);
  database.exec(`pragma journal_mode = wal;
    create table if not exists contacts (id text primary key, email text collate nocase, name text, phone text);
    create table if not exists notes (no integer primary key, person text, text text);
    create table if not exists exports (id integer primary key, phone text, notify text, polls integer);
    create table if not exists effects (what text, record text, once text, at integer);
    create index if not exists contacts_email on contacts (email);
    create index if not exists notes_person on notes (person);`);
  const all = (sql: string, ...values: (string | number)[]) =>
    database
      .prepare(sql)
      .all(...values)
      .map((row) => ({ ...row }));
  const run = (sql: string, ...values: (string | number)[]) => {
    database.prepare(sql).run(...values);
  };
  const keyOf = { contacts: "id", notes: "no" } as const;
  return {
    file,
    add({ id, email, name, phone, notes }) {
      database
        .prepare("insert or replace into contacts values (?, ?, ?, ?)")
        .run(id, email, name, phone ?? null);
      for (const text of notes) run("insert into notes (person, text) values (?, ?)", id, text);
    },
    held: (id) =>
      Number(
        all(
          "select (select count(*) from contacts where id = ?1) + (select count(*) from notes where person = ?1) as n",
          id,
        )[0]?.n,
      ),
    effects: () => all("select what, record, once, at from effects order by rowid") as unknown as Effect[],
    search: (email) => ({
      status: 200,
      body: { items: all("select * from contacts where email = ?", email) },
    }),
    notes(person, after) {
      const items = all(
        "select no, person, text from notes where person = ? and no > ? order by no limit ?",
        person,
        after,
        pageSize + 1,
      );
      const page = items.slice(0, pageSize);
      return {
        status: 200,
        body: { items: page, next: items.length > pageSize ? String(page.at(-1)?.no) : null },
      };
    },
    look(table, key) {
      const [row] = all(`select * from ${table} where ${keyOf[table]} = ?`, key);
      return row === undefined ? { status: 404, body: { error: "gone" } } : { status: 200, body: row };
    },
    remove(table, key, once) {
      const { changes } = database.prepare(`delete from ${table} where ${keyOf[table]} = ?`).run(key);
      if (Number(changes) === 0) return { status: 404, body: { error: "gone" } };
      run("insert into effects values ('delete', ?, ?, ?)", `${table}/${key}`, once, Date.now());
      return { status: 204 };
    },
    run,
    all,
    close: () => database.close(),
  };
}
