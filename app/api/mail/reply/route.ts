import { readWithin } from "#app/_forms/read-within.ts";
import { roomFor } from "#app/_forms/upload-room.ts";
import { mustNotBeRolledBack } from "#lib/audit/log/stand.ts";
import { HabeasError } from "#lib/core/errors.ts";
import { log } from "#lib/core/log.ts";
import { isFromOurMailbox, takeReply, takesReplies } from "#lib/dealing/reply/receive.ts";

/** Bytes of a mail that are taken: three files of 8 MB as mails carry them, and the words. */
const most = 36 * 1024 * 1024;
/** Seconds in which a mail is here whole. The program that hands it on stands next to us. */
const seconds = 30;

/** Apart from the room for people's files: what is read here before it is known to be signed takes no place of theirs. */
const withMailRoom = roomFor(4);

/**
 * A mail that somebody answered with, as the mailbox's program hands it on, signed (docs/mails.md). Without a good
 * signature the door is not there. What became of it is told to that program only.
 */
export async function POST(request: Request): Promise<Response> {
  const headers = Object.fromEntries(request.headers);
  // A body is read only for whoever at least claims to have signed it, and few at a time.
  if (!takesReplies() || !headers["webhook-signature"]) return new Response(null, { status: 404 });
  try {
    return await withMailRoom(async () => {
      const raw = await readWithin(request, { most, seconds });
      if (raw === null || !isFromOurMailbox({ headers, body: raw }))
        return new Response(null, { status: 404 });
      // Handed on again later: a mail that was taken must not be lost with the database that took it.
      await mustNotBeRolledBack();
      return Response.json({ outcome: await takeReply(raw) });
    });
  } catch (error) {
    const busy = error instanceof HabeasError && error.code === "too_many";
    if (!busy) log.error({ err: error }, "an answer by mail could not be taken");
    return new Response(null, { status: 503, headers: { "Retry-After": "60" } });
  }
}
