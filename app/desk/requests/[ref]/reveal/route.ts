import type { NextRequest } from "next/server";
import { currentStaff } from "#app/_auth/staff.ts";
import { cameFromOurPage } from "#app/_forms/origin.ts";
import { act } from "#app/desk/_kit/act.ts";
import { referenceFrom, requestAddress } from "#app/desk/_kit/address.ts";
import { readSmallForm, textOf } from "#app/desk/_kit/form.ts";
import { HabeasError } from "#lib/core/errors.ts";
import { log } from "#lib/core/log.ts";
import { revealValue } from "#lib/fanout/reveal.ts";

type Context = { params: Promise<{ ref: string }> };

const done = {
  title: "Shown for a minute",
  sentence: "That you looked is written into the request's history.",
};

/** One masked value in full: as JSON for the page's own script, else by the page itself, which shows it for a minute. */
export async function POST(request: NextRequest, context: Context): Promise<Response> {
  const reference = referenceFrom((await context.params).ref);
  if (request.headers.get("accept")?.startsWith("application/json")) return asJson(request, reference);
  return act(request, requestAddress(reference), done, async (actor, form) => {
    await revealValue(actor, reference, textOf(form, "field"), textOf(form, "why"));
  });
}

async function asJson(request: NextRequest, reference: string): Promise<Response> {
  try {
    const actor = await currentStaff();
    if (!actor) return answer(401, { problem: "You are signed out. Sign in again, then look." });
    if (!cameFromOurPage(request)) return answer(403, { problem: "The form did not come from this desk." });
    const form = await readSmallForm(request);
    const value = await revealValue(actor, reference, textOf(form, "field"), textOf(form, "why"));
    return answer(200, { value });
  } catch (error) {
    if (error instanceof HabeasError) return answer(403, { problem: error.message });
    log.error({ err: error }, "a masked value could not be shown");
    return answer(500, { problem: "It could not be shown. Try again." });
  }
}

function answer(status: number, body: { value: string } | { problem: string }): Response {
  return Response.json(body, { status, headers: { "Cache-Control": "private, no-store" } });
}
