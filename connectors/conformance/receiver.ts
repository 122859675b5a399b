import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { DatabaseSync } from "node:sqlite";
import { fileURLToPath } from "node:url";
import type { Person } from "./world.ts";

/** The sample receiver of the docs, as its own process over its own database. */
export type Receiver = {
  port: number;
  /** Runs SQL in the receiver's database, past the receiver. */
  run(sql: string): void;
  /** The rows of a statement in the receiver's database, past the receiver. */
  all(sql: string, ...values: string[]): Record<string, unknown>[];
  addNotes(person: Person, count: number): void;
  stop(): Promise<void>;
};

const program = fileURLToPath(new URL("../../docs/examples/receiver.mjs", import.meta.url));

/** Fills a database, starts the receiver on a port of its own and waits until it listens. */
export async function receiver(
  people: readonly Person[],
  secrets: readonly string[],
  environment: Record<string, string> = {},
): Promise<Receiver> {
  const folder = mkdtempSync(join(tmpdir(), "habeas-receiver-"));
  const file = join(folder, "people.sqlite");
  const database = new DatabaseSync(file);
  database.exec(`pragma journal_mode = wal;
    create table people (id text primary key, email text check (length(email) < 255), phone text, name text, secret text);
    create table notes (no integer primary key, person text, text text);
    create index notes_person on notes (person)`);
  const note = database.prepare("insert into notes (person, text) values (?, ?)");
  for (const one of people) {
    database
      .prepare("insert into people values (?, ?, ?, ?, ?)")
      .run(one.id, one.email, one.phone, one.name, one.secret);
    for (const text of one.notes) note.run(one.id, text);
  }
  // `secrets` are apart by a space there.
  const encoded = secrets.map((secret) => `whsec_${Buffer.from(secret).toString("base64")}`);
  const child = spawn(process.execPath, ["--disable-warning=ExperimentalWarning", program], {
    env: {
      ...process.env,
      RECEIVER_SECRETS: encoded.join(" "),
      RECEIVER_DATABASE: file,
      PORT: "0",
      ...environment,
    },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const [line] = (await once(createInterface(child.stdout), "line")) as [string];
  return {
    port: Number(line.split(" ").at(-1)),
    run: (sql) => database.exec(sql),
    all: (sql, ...values) => database.prepare(sql).all(...values),
    addNotes: (person, count) => {
      database.exec("begin");
      for (let done = 0; done < count; done += 1) note.run(person.id, `line ${done} ${"x ".repeat(40)}`);
      database.exec("commit");
    },
    stop: async () => {
      const ended = once(child, "exit");
      child.kill();
      await ended;
      database.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
