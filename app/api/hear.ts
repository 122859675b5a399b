import { mustNotBeRolledBack } from "#lib/audit/log/stand.ts";
import { log } from "#lib/core/log.ts";

/** A call of somebody's system as it reached us; header names in lower case. */
export type Call = { headers: Record<string, string>; body: Uint8Array };

const most = 64 * 1024;

/**
 * Hears a call that came to a secret address. Whatever comes is answered alike, so that a stranger learns neither which
 * addresses exist nor whether a signature was good.
 */
export async function hear(
  request: Request,
  token: string,
  heard: (token: string, call: Call) => Promise<unknown>,
): Promise<Response> {
  try {
    const body = await bodyOf(request);
    if (body !== null && /^[A-Za-z0-9_-]{20,100}$/.test(token)) {
      await mustNotBeRolledBack();
      await heard(token, { headers: Object.fromEntries(request.headers), body });
    }
  } catch (error) {
    log.error({ err: error }, "a call from a system could not be heard");
    return new Response(null, { status: 503, headers: { "Retry-After": "60" } });
  }
  return new Response(null, { status: 202 });
}

/** The body as bytes, or null where it is larger than any such call. */
export async function bodyOf(request: Request): Promise<Uint8Array | null> {
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
