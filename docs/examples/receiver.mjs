// A system that speaks the protocol of docs/webhook-protocol.md: this file and signature.mjs beside it, no dependencies,
// Node 22.13 or newer.
//
//   RECEIVER_SECRETS="a secret of at least 24 characters" RECEIVER_DATABASE=people.sqlite PORT=8080 node receiver.mjs
//
// The database needs the tables people (id, email, phone, name, secret) and notes (no, person, text). Change
// `collections` to what your system holds; all below it stays as it is.
import { randomUUID } from "node:crypto";
import { createServer } from "node:http";
import { DatabaseSync } from "node:sqlite";
import { hmac, isGood, secrets } from "./signature.mjs";

const collections = {
  people: {
    // Identifier kind → the condition by which somebody is found. SQLite's nocase folds A–Z and nothing else.
    find: { email: "email = ? collate nocase", phone: "phone = ?" },
    key: "id",
    yields: ["email", "phone"],
    rowsOf: "select * from people where id = ?",
    // By what one record is known, as the data map's `key` says.
    row: ["id"],
    // What may be corrected, as the database declares it.
    correct: [
      { field: "name", kind: "text", nullable: true },
      { field: "email", kind: "text", nullable: true, most: 254 },
      { field: "phone", kind: "text", nullable: true },
    ],
    never: ["secret"],
  },
  notes: {
    rowsOf: "select * from notes where person = ?",
    row: ["no"],
    correct: [{ field: "text", kind: "text", nullable: true }],
    never: [],
  },
};

// Set to "no" for an account that may only read.
const mayWrite = process.env.RECEIVER_WRITES !== "no";
const thinking = Number(process.env.RECEIVER_THINKING_SECONDS ?? 0);
const database = new DatabaseSync(process.env.RECEIVER_DATABASE ?? "people.sqlite");

const longestQuestion = 10_000_000;
/** Searches that take their time: memo → whether they are done. */
const searches = new Map();

function locate({ identifiers, memo, callback_url: callbackUrl }) {
  if (thinking > 0 && searches.get(memo) !== true) {
    const known = searches.has(memo) ? memo : randomUUID();
    if (known !== memo) {
      searches.set(known, false);
      setTimeout(() => finish(known, callbackUrl), thinking * 1000);
    }
    return { status: "in_progress", ask_again_seconds: Math.ceil(thinking) + 60, memo: known };
  }
  const keys = [];
  const known = new Map();
  for (const [via, { kind, value }] of identifiers.entries()) {
    for (const [collection, { find, key, yields }] of Object.entries(collections)) {
      if (find === undefined || !Object.hasOwn(find, kind)) continue;
      for (const row of database.prepare(`select * from ${collection} where ${find[kind]}`).all(value)) {
        keys.push({ collection, key: String(row[key]), via });
        for (const also of yields) {
          if (row[also] === null) continue;
          const one = { kind: also, value: String(row[also]), collection, key: String(row[key]) };
          known.set(JSON.stringify(one), one);
        }
      }
    }
  }
  return { status: "located", keys, identifiers: [...known.values()] };
}

/** Says that a search is done. Habeas believes nothing of it but comes and asks. */
async function finish(memo, callbackUrl) {
  searches.set(memo, true);
  if (callbackUrl === undefined) return;
  const body = JSON.stringify({ type: "finished" });
  const [id, timestamp] = [`msg_${randomUUID()}`, String(Math.floor(Date.now() / 1000))];
  const signature = hmac(secrets[0], id, timestamp, body).toString("base64");
  const headers = {
    "webhook-id": id,
    "webhook-timestamp": timestamp,
    "webhook-signature": `v1,${signature}`,
  };
  try {
    await fetch(callbackUrl, { method: "POST", headers, body, redirect: "error" });
  } catch {
    // It asks again by itself, only later.
  }
}

function count({ keys }) {
  const counts = {};
  for (const [collection, { rowsOf }] of Object.entries(collections)) {
    const statement = database.prepare(`select count(*) as n from (${rowsOf})`);
    counts[collection] = keys.reduce((sum, { key }) => sum + statement.get(key).n, 0);
  }
  return { status: "counted", counts };
}

async function collect({ collection, keys }, response) {
  const { rowsOf, never } = collections[collection];
  const statement = database.prepare(rowsOf);
  response.writeHead(200, { "content-type": "application/x-ndjson" });
  let lines = 0;
  let goOn = () => {};
  response.on("drain", () => goOn()).on("close", () => goOn());
  for (const { key } of keys) {
    for (const row of statement.iterate(key)) {
      for (const field of never) delete row[field];
      lines += 1;
      const flows = response.write(`${JSON.stringify({ key, record: row })}\n`);
      // The reader's pace, and an end where the reader has gone.
      if (!flows && !response.destroyed) await new Promise((resolve) => (goOn = resolve));
      if (response.destroyed) return;
    }
  }
  response.end(`${JSON.stringify({ end: true, lines })}\n`);
}

const columnsOf = (table) =>
  database
    .prepare("select name from pragma_table_info(?)")
    .all(table)
    .map((column) => column.name);
const quoted = (name) => `"${name.replaceAll('"', '""')}"`;
/** A key is compared as text: it comes as text, whatever the column holds. */
const whereRow = (row) => row.map((field) => `cast(${quoted(field)} as text) = ?`).join(" and ");

/** Which of these rows are there, as they are now. Asked before an erasure and to prove it afterwards. */
function standing({ collection, rows }, response) {
  const { row, never } = collections[collection];
  const statement = database.prepare(`select * from ${collection} where ${whereRow(row)}`);
  response.writeHead(200, { "content-type": "application/x-ndjson" });
  let lines = 0;
  for (const key of rows) {
    for (const record of statement.iterate(...key)) {
      for (const field of never) delete record[field];
      lines += 1;
      response.write(`${JSON.stringify({ record })}\n`);
    }
  }
  response.end(`${JSON.stringify({ end: true, lines })}\n`);
}

/** Deletes or changes exactly these rows, all of them or none. Sent twice it is as once. */
function erase({ collection, act, rows }) {
  const { row } = collections[collection];
  const known = columnsOf(collection);
  let changed = 0;
  database.exec("begin immediate");
  try {
    for (const { row: key, set = {} } of rows) {
      const fields = Object.keys(set);
      if (!fields.every((field) => known.includes(field))) throw new Error("unknown field");
      const what =
        act === "delete"
          ? `delete from ${collection}`
          : `update ${collection} set ${fields.map((field) => `${quoted(field)} = ?`).join(", ")}`;
      const values = act === "delete" ? [] : Object.values(set);
      const done = database.prepare(`${what} where ${whereRow(row)}`).run(...values, ...key);
      // A key that names several rows names nobody's.
      if (done.changes > 1) throw new Error("not one row");
      changed += Number(done.changes);
    }
    database.exec("commit");
  } catch (error) {
    database.exec("rollback");
    throw error;
  }
  return { status: "erased", changed, gone: rows.length - changed };
}

/**
 * Sets the fields of one row, all of them or none: only while the row is still one of these people's, and only where each
 * field still says what was seen. Sent twice it is as once.
 */
function correct({ collection, row: key, keys, fields }) {
  const { row, rowsOf, correct: allowed } = collections[collection];
  if (!fields.every(({ field }) => allowed.some((one) => one.field === field))) return null;
  const mine = database.prepare(`select * from (${rowsOf}) where ${whereRow(row)}`);
  const outcome = (name, more = {}) => ({ status: "corrected", outcome: name, ...more });
  database.exec("begin immediate");
  try {
    const look = () => keys.map((one) => mine.get(one.key, ...key)).find((one) => one !== undefined);
    const before = look();
    if (before === undefined) return outcome("gone");
    const due = fields.filter(({ field, value }) => before[field] !== value);
    const unseen = due.filter(({ field, seen }) => before[field] !== seen).map(({ field }) => field);
    if (unseen.length > 0) return outcome("conflict", { fields: unseen });
    if (due.length === 0) return outcome("already");
    const set = due.map(({ field }) => `${quoted(field)} = ?`).join(", ");
    const values = due.map(({ value }) => value);
    try {
      database.prepare(`update ${collection} set ${set} where ${whereRow(row)}`).run(...values, ...key);
    } catch {
      return outcome("refused");
    }
    // A text that the database would hold in another way is not taken.
    const after = look();
    if (after === undefined || due.some(({ field, value }) => after[field] !== value))
      return outcome("refused");
    database.exec("commit");
    return outcome("changed");
  } finally {
    if (database.isTransaction) database.exec("rollback");
  }
}

/** Where these values stand as a whole in any text of the database, whatever the collections above say. */
function mentions({ values }) {
  const word = "[\\p{L}\\p{N}_]";
  const whole = values.map(
    (value) => `(?<!${word})${value.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&")}(?!${word})`,
  );
  const pattern = new RegExp(whole.join("|"), "iu");
  const tables = database.prepare("select name from sqlite_master where type = 'table'").all();
  const found = new Map();
  for (const { name: table } of whole.length === 0 ? [] : tables) {
    for (const record of database.prepare(`select * from ${quoted(table)}`).iterate()) {
      for (const [column, value] of Object.entries(record)) {
        if (typeof value !== "string" || !pattern.test(value)) continue;
        const name = JSON.stringify([table, column]);
        found.set(name, { table, column, rows: (found.get(name)?.rows ?? 0) + 1 });
      }
    }
  }
  return { mentions: [...found.values()] };
}

function describe() {
  const fieldsOf = (name, never) => columnsOf(name).filter((field) => !never.includes(field));
  return {
    capabilities: ["locate", "count", "collect", ...(mayWrite ? ["erase", "correct"] : [])],
    collections: Object.entries(collections).map(([name, { never, correct }]) => ({
      name,
      fields: fieldsOf(name, never),
      correct,
    })),
  };
}

async function answer(request, response) {
  response.setHeader("habeas-webhook", "1");
  response.setHeader("cache-control", "no-store");
  const json = (status, body) => {
    response.writeHead(status, { "content-type": "application/json" });
    response.end(JSON.stringify(body));
  };
  const chunks = [];
  let length = 0;
  for await (const chunk of request) {
    length += chunk.length;
    if (length > longestQuestion) return json(413, { error: "too large" });
    chunks.push(chunk);
  }
  const body = Buffer.concat(chunks);
  if (!isGood(request.headers, body)) return json(401, { error: "not signed" });
  if (request.headers["habeas-webhook"] !== "1") return json(400, { error: "unknown version" });
  const question = JSON.parse(body.toString("utf8"));
  if (question.type === "describe") return json(200, describe());
  if (question.type === "locate") return json(200, locate(question));
  if (question.type === "count") return json(200, count(question));
  if (question.type === "mentions") return json(200, mentions(question));
  if (!["collect", "standing", "erase", "correct"].includes(question.type))
    return json(400, { error: "unknown question" });
  if (!Object.hasOwn(collections, question.collection)) return json(404, { error: "unknown collection" });
  if (["erase", "correct"].includes(question.type)) {
    if (!mayWrite) return json(403, { error: "read only" });
    const done = question.type === "erase" ? erase(question) : correct(question);
    return done === null ? json(400, { error: "unknown field" }) : json(200, done);
  }
  if (question.type === "standing") return standing(question, response);
  await collect(question, response);
}

const server = createServer((request, response) => {
  answer(request, response).catch(() => {
    // Never a word of what went wrong: it might hold a value.
    if (response.headersSent) response.destroy();
    else response.writeHead(500).end();
  });
});
server.listen(Number(process.env.PORT ?? 8080), process.env.HOST ?? "127.0.0.1", () => {
  console.log(`listening on ${server.address().port}`);
});
