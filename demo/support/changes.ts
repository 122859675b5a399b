import { createHash } from "node:crypto";
import type { IncomingMessage } from "node:http";
import { type ContactChange, contactFields, type Kind, kinds, type Records } from "./records.ts";

/** What is answered to a question about one record. */
export type Answered = { status: number; body?: unknown; etag?: string };

const longest = { email: 254, name: 120, locale: 10, note: 2000 };
const notFound: Answered = { status: 404, body: { error: "not found" } };
const isOther: Answered = { status: 412, body: { error: "the record is another one by now" } };

/** The tag of a record as it is. */
const tagOf = (record: unknown): string =>
  `"${createHash("sha256").update(JSON.stringify(record)).digest("base64url").slice(0, 22)}"`;

/** Which record an address is about; null for any other address. */
export function recordAt(path: string): { kind: Kind; id: string } | null {
  const [, first, second] = /^\/([a-z]+)\/([^/]+)$/.exec(path) ?? [];
  const kind = kinds.find((one) => one === first);
  return kind === undefined || second === undefined ? null : { kind, id: decodeURIComponent(second) };
}

/** Reads, changes or deletes one record. Whoever sends If-Match is only heard while the record is what they saw. */
export async function answerFor(
  records: Records,
  request: IncomingMessage,
  { kind, id }: { kind: Kind; id: string },
): Promise<Answered> {
  const wanted = request.headers["if-match"];
  const isSeen = (now: unknown) => wanted === undefined || wanted === "*" || wanted === tagOf(now);
  const change = request.method === "PATCH" ? await changeIn(request) : undefined;
  const record = records.one(kind, id);
  if (record === null) return notFound;
  if (request.method === "GET") return { status: 200, body: record, etag: tagOf(record) };
  if (!isSeen(record)) return isOther;
  if (request.method === "DELETE") {
    if (records.remove(kind, id)) return { status: 204 };
    return { status: 409, body: { error: `something still hangs on ${id}` } };
  }
  if (request.method !== "PATCH" || kind !== "contacts")
    return { status: 405, body: { error: "method not allowed" } };
  if (change === undefined) return { status: 400, body: { error: "bad request" } };
  const wrong = wrongIn(change);
  // As of many programs: what is wrong is said with the value itself.
  if (wrong !== undefined) return { status: 422, body: { error: `${change[wrong]} is no ${wrong}` } };
  if (!records.change(id, change, isSeen)) return isOther;
  const after = records.one(kind, id);
  return { status: 200, body: after, etag: tagOf(after) };
}

/** What is to be changed of a contact; undefined for anything else. */
async function changeIn(request: IncomingMessage): Promise<ContactChange | undefined> {
  let text = "";
  for await (const chunk of request) {
    text += chunk;
    if (text.length > 20_000) return undefined;
  }
  const read: unknown = JSON.parse(text);
  if (read === null || typeof read !== "object" || Array.isArray(read)) return undefined;
  const isKnown = ([name, value]: [string, unknown]) =>
    contactFields.some((one) => one === name) && (typeof value === "string" || value === null);
  return Object.entries(read).every(isKnown) ? (read as ContactChange) : undefined;
}

/** The first field whose value the desk does not take. */
function wrongIn(change: ContactChange): (typeof contactFields)[number] | undefined {
  return contactFields.find((field) => {
    const value = change[field];
    if (value === undefined || (value === null && field === "note")) return false;
    if (value === null || value.trim() === "" || value.length > longest[field]) return true;
    if (field === "email") return !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(value);
    return field === "locale" && !/^[a-z]{2}(-[A-Z]{2})?$/.test(value);
  });
}
