import { log } from "#lib/core/log.ts";
import { calledBack } from "#lib/fanout/called-back.ts";

type Context = { params: Promise<{ token: string }> };

const most = 64 * 1024;

/**
 * A system says that it has finished. Whatever comes is answered alike, so that a stranger learns neither which
 * addresses exist nor whether a signature was good; a good call only makes the task ask its system again, now.
 */
export async function POST(request: Request, context: Context): Promise<Response> {
  const { token } = await context.params;
  try {
    const body = await bodyOf(request);
    if (body !== null && /^[A-Za-z0-9_-]{20,100}$/.test(token)) {
      await calledBack(token, { headers: Object.fromEntries(request.headers), body });
    }
  } catch (error) {
    log.error({ err: error }, "a call from a system could not be heard");
    return new Response(null, { status: 503, headers: { "Retry-After": "60" } });
  }
  return new Response(null, { status: 202 });
}

/** The body as bytes, or null where it is larger than any such call. */
async function bodyOf(request: Request): Promise<Uint8Array | null> {
  if (Number(request.headers.get("content-length") ?? 0) > most) return null;
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of request.body ?? []) {
    length += chunk.length;
    if (length > most) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
