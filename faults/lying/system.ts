import { createServer, type IncomingHttpHeaders, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { markOf, rowsOf } from "../world/people.ts";
import type { Person } from "../world.ts";
import { type Exports, exportSecret, exportsOf } from "./exports.ts";
import { exporterEntry, lyingEntry } from "./map.ts";
import { type Kept, type Records, recordsAt } from "./records.ts";

/** A request that reached the system, with its whole body. */
export type Asked = { method: string; url: URL; headers: IncomingHttpHeaders; body: string };
/** What the system would say if it were honest. A status without a body has none. */
export type Truth = { status: number; body?: unknown };
/** What is asked: a script goes by it. */
export type Question = "search" | "notes" | "look" | "look_note" | "delete" | "start" | "poll" | "result";

/**
 * An answer in place of the truth. `truth` looks up, and does what was asked (an effect) the first time that it is
 * called: a lie that never calls it has done nothing.
 */
export type Lie = (told: {
  asked: Asked;
  response: ServerResponse;
  truth: () => Truth;
  /** How many times this lie was told before. */
  before: number;
}) => unknown;

export type LyingSystem = {
  port: number;
  /** Its entry in the data map, and that of the exports; `origin` is its own or that of a line before it. */
  entry(origin: string): object;
  exporter(origin: string): object;
  /** What the worker must have in its environment to sign in. */
  env: Readonly<Record<string, string>>;
  /** Records of a person that it really holds, whatever it says. */
  holds(person: Person): number;
  records: Records;
  exports: Exports;
  /** Tells a lie in answer to the next `times` questions of a kind. */
  lie(about: Question, times: number, lie: Lie): void;
  /** Forgets what is scripted and has not been told. */
  honest(): void;
  /** How many lies were told since it began. */
  told(): number;
  /** How many questions came with a token that is not good. */
  refused(): number;
  /** The token is not good any more, as when somebody revokes it. */
  revoke(): void;
  restore(): void;
  close(): Promise<void>;
};

const token = "the token of the system that lies";

/** What is kept of a person. */
const kept = ({ n, email }: Person, phone?: string): Kept => ({
  id: markOf(n, "crm"),
  email,
  name: `Pat ${markOf(n, "crm")}`,
  ...(phone === undefined ? {} : { phone }),
  notes: Array.from({ length: rowsOf(n).crm.notes ?? 0 }, (_, at) => `${markOf(n, "crm")} note ${at + 1}`),
});

/** Sends JSON. */
export function say(
  response: ServerResponse,
  { status, body }: Truth,
  headers: Record<string, string> = {},
): void {
  if (body === undefined) {
    response.writeHead(status, headers).end();
    return;
  }
  response.writeHead(status, { "content-type": "application/json", ...headers }).end(JSON.stringify(body));
}

/**
 * Starts an HTTP system that holds people, notes and exports in a SQLite file, writes every effect into a ledger
 * there, and lies where it is told to. Listens on 127.0.0.1, on a port of its own.
 */
export async function lyingSystem(file: string, people: readonly Person[]): Promise<LyingSystem> {
  const records = recordsAt(file);
  records.run("begin");
  for (const person of people) records.add(kept(person));
  records.run("commit");
  const exports = exportsOf(records);
  const script: { about: Question; left: number; before: number; lie: Lie }[] = [];
  let told = 0;
  let refused = 0;
  let revoked = false;

  const answer = (asked: Asked, response: ServerResponse): unknown => {
    if (revoked || asked.headers.authorization !== `Bearer ${token}`) {
      refused += 1;
      return say(response, { status: 401, body: { error: "no" } });
    }
    const found = questionOf(asked, records, exports);
    if (found === undefined) return say(response, { status: 404, body: { error: "no such address" } });
    const [question, honestly] = found;
    let known: Truth | undefined;
    const truth = () => {
      known ??= honestly();
      return known;
    };
    const scripted = script.find((one) => one.about === question && one.left > 0);
    if (scripted === undefined) return say(response, truth());
    scripted.left -= 1;
    told += 1;
    return scripted.lie({ asked, response, truth, before: scripted.before++ });
  };

  const server = createServer({ maxHeaderSize: 65_536 }, (request, response) => {
    const chunks: Buffer[] = [];
    response.on("error", () => {});
    request.on("error", () => {});
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const { method = "GET", url = "/", headers } = request;
      const body = Buffer.concat(chunks).toString();
      const asked: Asked = { method, url: new URL(url, "http://lying.invalid"), headers, body };
      Promise.resolve()
        .then(() => answer(asked, response))
        .catch(() => response.destroy());
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    port,
    entry: lyingEntry,
    exporter: exporterEntry,
    env: { LYING_TOKEN: token, LYING_SECRET: exportSecret },
    holds: (person) => records.held(kept(person).id),
    records,
    exports,
    lie(about, times, lie) {
      script.push({ about, left: times, before: 0, lie });
    },
    honest() {
      script.length = 0;
    },
    told: () => told,
    refused: () => refused,
    revoke() {
      revoked = true;
    },
    restore() {
      revoked = false;
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      records.close();
    },
  };
}

/** What is asked, and how it is answered honestly. */
function questionOf(
  { method, url, headers, body }: Asked,
  records: Records,
  exports: Exports,
): [Question, () => Truth] | undefined {
  const [, first = "", second, third] = url.pathname.split("/").map(decodeURIComponent);
  const query = (name: string) => url.searchParams.get(name) ?? "";
  const once = String(headers["idempotency-key"] ?? "");
  if (first === "exports") {
    if (method === "POST") return ["start", () => exports.start(JSON.parse(body) as { phone: string })];
    if (third === "data") return ["result", () => exports.result(second ?? "")];
    return ["poll", () => exports.poll(second ?? "")];
  }
  if (first !== "contacts" && first !== "notes") return undefined;
  if (second !== undefined) {
    if (method === "DELETE") return ["delete", () => records.remove(first, second, once)];
    return [first === "contacts" ? "look" : "look_note", () => records.look(first, second)];
  }
  if (first === "contacts") return ["search", () => records.search(query("email"))];
  return ["notes", () => records.notes(query("person"), Number(query("after") || 0))];
}
