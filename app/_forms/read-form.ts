/** What a form holds, or why it cannot be read. */
export type FormRead =
  | { ok: true; values: Record<string, string> }
  | { ok: false; why: "large" | "unreadable" };

/** The longest form we accept, in bytes. A name of a megabyte is a mistake or an attack. */
const formLimit = 64_000;

/**
 * Bytes that are taken off the line, and thrown away, of a form that is too long. A connection that is closed while
 * the sender still speaks ends in the browser's own error page instead of ours; past this much we close all the same.
 */
const patience = 8_000_000;

/**
 * Reads an ordinary form (`application/x-www-form-urlencoded`) and keeps no more than `limit` bytes of it, whatever
 * its headers say. Of a field sent twice the last counts. Characters are judged by the use cases, not here.
 */
export async function readForm(request: Request, limit: number = formLimit): Promise<FormRead> {
  const type = (request.headers.get("content-type") ?? "").split(";")[0]?.trim().toLowerCase();
  if (type !== "application/x-www-form-urlencoded") return { ok: false, why: "unreadable" };
  const chunks: Uint8Array[] = [];
  let size = 0;
  if (request.body) {
    for await (const chunk of request.body) {
      size += chunk.byteLength;
      if (size > patience) break;
      if (size <= limit) chunks.push(chunk);
    }
  }
  if (size > limit) return { ok: false, why: "large" };
  let body: string;
  try {
    body = new TextDecoder("utf-8", { fatal: true }).decode(Buffer.concat(chunks));
  } catch {
    return { ok: false, why: "unreadable" };
  }
  return { ok: true, values: Object.fromEntries(new URLSearchParams(body)) };
}
