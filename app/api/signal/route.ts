import { bodyOf } from "#app/api/hear.ts";
import { mustNotBeRolledBack } from "#lib/audit/log/stand.ts";
import { HabeasError, type HabeasErrorCode } from "#lib/core/errors.ts";
import { log } from "#lib/core/log.ts";
import { hearSignal } from "#lib/preference/signal-door.ts";

const statuses: Partial<Record<HabeasErrorCode, number>> = { forbidden: 401, invalid: 422, too_many: 429 };

/**
 * A website of the company passes on that a visitor's browser sent Global Privacy Control. Nothing personal stands in the
 * address. Answers what became of it: `kept`, `stood` or `heard`, so that the website can show that it is followed.
 */
export async function POST(request: Request): Promise<Response> {
  const body = await bodyOf(request);
  if (body === null) return new Response(null, { status: 413 });
  try {
    await mustNotBeRolledBack();
    const { outcome } = await hearSignal(request.headers, body);
    return Response.json({ followed: true, outcome }, { status: outcome === "kept" ? 201 : 200 });
  } catch (error) {
    const status = error instanceof HabeasError ? statuses[error.code] : undefined;
    if (status !== undefined) return new Response(null, { status });
    log.error({ err: error }, "a signal could not be heard");
    return new Response(null, { status: 503, headers: { "Retry-After": "60" } });
  }
}
