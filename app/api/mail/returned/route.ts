import { timingSafeEqual } from "node:crypto";
import { environment } from "#lib/config/environment.ts";
import { log } from "#lib/core/log.ts";
import { hashOf } from "#lib/core/token.ts";
import { noteReturned } from "#lib/notice/returned.ts";

/** Bytes of a report that are read: what names the mail stands at its beginning. */
const most = 256 * 1024;

/**
 * What a mail server sends back to our return path, as the mailbox's program hands it on (docs/mails.md). Open only to
 * whoever has the secret; says nothing about whether a mail was ours.
 */
export async function POST(request: Request): Promise<Response> {
  const secret = environment().HABEAS_RETURNED_MAIL_SECRET;
  const given = /^Bearer (.{1,200})$/.exec(request.headers.get("authorization") ?? "")?.[1];
  if (!secret || !given || !timingSafeEqual(hashOf(given), hashOf(secret)))
    return new Response(null, { status: 404 });
  try {
    const chunks: Uint8Array[] = [];
    let size = 0;
    for await (const chunk of request.body ?? []) {
      size += chunk.byteLength;
      if (size > most) break;
      chunks.push(chunk);
    }
    await noteReturned(Buffer.concat(chunks).toString("latin1"));
    return new Response(null, { status: 204 });
  } catch (error) {
    log.error({ err: error }, "a returned mail could not be noted");
    return new Response(null, { status: 503 });
  }
}
