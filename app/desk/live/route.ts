import type { NextRequest } from "next/server";
import { listeningStaff } from "#app/_auth/staff.ts";
import { referenceFrom } from "#app/desk/_kit/address.ts";
import { log } from "#lib/core/log.ts";
import { type Live, type LiveEvent, openLive } from "#lib/desk/live.ts";

/** Pages of one session that may listen at once; a further one silences the oldest. */
const mostPages = 8;
const open = new Map<string, (() => void)[]>();
let toldToEnd = false;

/** A server that is told to stop waits for its answers to end, and these never do by themselves. */
function endWithServer(): void {
  if (toldToEnd) return;
  toldToEnd = true;
  process.once("SIGTERM", () => {
    for (const close of [...open.values()].flat()) close();
  });
}

/** A browser stops asking after this answer. */
const nobody = () => new Response(null, { status: 204 });

/**
 * What changes, as it happens: server-sent events, `LiveEvent` in each. `at`: the reference of the request that the page
 * shows. Ends with the session.
 */
export async function GET(request: NextRequest): Promise<Response> {
  if (request.headers.get("sec-fetch-site") === "cross-site") return nobody();
  const actor = await listeningStaff().catch(() => null);
  if (!actor) return nobody();
  endWithServer();
  const asked = request.nextUrl.searchParams.get("at");
  const at = asked === null ? null : referenceFrom(asked);
  let close = () => {};
  const stream = new ReadableStream<Uint8Array>({
    async start(controller) {
      let live: Live | undefined;
      let closed = false;
      close = () => {
        if (closed) return;
        closed = true;
        forget(actor.sessionId, close);
        void live?.stop();
        try {
          controller.close();
        } catch {
          // The browser has gone already.
        }
      };
      remember(actor.sessionId, close);
      request.signal.addEventListener("abort", close);
      const tell = (event: LiveEvent) => {
        if (!closed) controller.enqueue(new TextEncoder().encode(`data: ${JSON.stringify(event)}\n\n`));
      };
      try {
        live = await openLive(actor, at, tell, () => {
          tell({ kind: "session", idle: 0, longest: 0 });
          close();
        });
        if (closed) await live.stop();
      } catch (error) {
        log.warn({ err: error }, "a page could not be told of changes");
        close();
      }
    },
    cancel: () => close(),
  });
  return new Response(stream, {
    headers: {
      "Content-Type": "text/event-stream; charset=utf-8",
      "Cache-Control": "private, no-store, no-transform",
      "X-Accel-Buffering": "no",
    },
  });
}

function remember(sessionId: string, close: () => void): void {
  const known = open.get(sessionId) ?? [];
  open.set(sessionId, [...known, close]);
  if (known.length >= mostPages) known[0]?.();
}

function forget(sessionId: string, close: () => void): void {
  const left = (open.get(sessionId) ?? []).filter((one) => one !== close);
  if (left.length > 0) open.set(sessionId, left);
  else open.delete(sessionId);
}
