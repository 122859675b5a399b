import { readdirSync, readFileSync, renameSync, statSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import { bend } from "./outside.ts";
import type { Charge } from "./world.ts";

/**
 * Loaded into a process of the product before anything of it. Charges lie as files in a folder; whoever comes to the
 * statement that one names has it happen to them. The product itself knows nothing of it and has no door for it.
 */
const folder = process.env.FAULTS_CHARGES ?? "";
const who = process.env.FAULTS_WHO ?? "";
const ownPort = Number(process.env.FAULTS_OWN_PORT);

type Lit = { file: string; charge: Charge; says: RegExp; seen: number };
type Query = (this: pg.Client, ...words: unknown[]) => unknown;
type Insides = { port: number; connection: { stream: { destroy(error?: Error): void } } };

const burning = new Map<string, Lit>();
let looked = -1;

/** The charges that lie there now. They burn in every process at once: whoever comes to the end first has it. */
function lit(): Iterable<Lit> {
  const changed = statSync(folder, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  if (changed !== looked) {
    looked = changed;
    const there = new Set(changed === 0 ? [] : readdirSync(folder).filter((name) => name.endsWith(".json")));
    for (const name of burning.keys()) if (!there.has(name)) burning.delete(name);
    for (const name of there) if (!burning.has(name)) light(name);
  }
  return burning.values();
}

function light(name: string): void {
  try {
    const charge = JSON.parse(readFileSync(join(folder, name), "utf8")) as Charge;
    if (charge.who === who)
      burning.set(name, { file: name, charge, says: new RegExp(charge.says, "i"), seen: 0 });
  } catch {
    // Somebody else had it meanwhile.
  }
}

/** True for exactly one process: the one that took the file away. */
function blows({ file }: Lit): boolean {
  burning.delete(file);
  try {
    renameSync(join(folder, file), join(folder, `${file}.blown`));
    return true;
  } catch {
    return false;
  }
}

function due(place: "own" | "systems", text: string): Lit | undefined {
  for (const one of lit()) {
    const { where, says, nth } = one.charge;
    if (where !== "anywhere" && where !== place) continue;
    if (/pgboss/.test(text) && !/pgboss/.test(says)) continue;
    if (!one.says.test(text)) continue;
    one.seen += 1;
    if (one.seen >= nth && blows(one)) return one;
  }
  return undefined;
}

function happen(charge: Charge): void {
  if (charge.does === "kill") process.kill(process.pid, "SIGKILL");
  else if (charge.does === "freeze") process.kill(process.pid, "SIGSTOP");
  else if (typeof charge.does === "object" && "block" in charge.does) {
    for (const until = Date.now() + charge.does.block; Date.now() < until; ) JSON.parse("[1,2,3]");
  }
}

/** A statement that the server itself answers with an error of this class. */
const failing = (code: string) =>
  `do $fault$ begin raise exception 'raised by the fault laboratory' using errcode = '${code}'; end $fault$`;

const textOf = (first: unknown): string =>
  typeof first === "string" ? first : String((first as { text?: unknown } | null)?.text ?? "");

const client = pg.Client.prototype as unknown as { query: Query };
const query = client.query;

client.query = function (...words) {
  const insides = this as unknown as Insides;
  const found = due(insides.port === ownPort ? "own" : "systems", textOf(words[0]));
  if (!found) return query.apply(this, words);
  const { charge } = found;
  const last = words.at(-1);
  const called = typeof last === "function" ? (last as (...answer: unknown[]) => void) : undefined;
  if (typeof charge.does === "object" && "error" in charge.does) {
    const statement = failing(charge.does.error);
    return called ? query.call(this, statement, called) : query.call(this, statement);
  }
  if (charge.side === "before" && charge.does !== "lose_answer") {
    happen(charge);
    return query.apply(this, words);
  }
  const lost = () => {
    const error = new Error("Connection terminated unexpectedly");
    insides.connection.stream.destroy();
    return error;
  };
  if (called) {
    const heard = (...answer: unknown[]) => {
      if (charge.does === "lose_answer") return called(lost());
      happen(charge);
      called(...answer);
    };
    return query.apply(this, [...words.slice(0, -1), heard]);
  }
  const result = query.apply(this, words);
  if (!(result instanceof Promise)) return result;
  return result.then((answer) => {
    if (charge.does === "lose_answer") throw lost();
    happen(charge);
    return answer;
  });
};

bend();
