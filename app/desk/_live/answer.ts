import type { NextRequest } from "next/server";
import { currentStaff, type Staff } from "#app/_auth/staff.ts";
import { cameFromOurPage } from "#app/_forms/origin.ts";
import { readSmallForm } from "#app/desk/_kit/form.ts";
import { HabeasError } from "#lib/core/errors.ts";
import { log } from "#lib/core/log.ts";

const headers = { "Cache-Control": "private, no-store" };
const plain = (status: number) => Response.json(null, { status, headers });

/**
 * Answers a script of our own page: somebody is signed in, the question is a small form, the answer is what `find` made.
 * 401 where nobody is signed in, 404 for what is not there or not theirs to see.
 */
export async function answerScript(
  request: NextRequest,
  find: (actor: Staff, form: FormData) => Promise<unknown>,
): Promise<Response> {
  try {
    if (!cameFromOurPage(request)) return plain(403);
    const actor = await currentStaff();
    if (!actor) return plain(401);
    return Response.json(await find(actor, await readSmallForm(request)), { headers });
  } catch (error) {
    if (error instanceof HabeasError) return plain(404);
    log.error({ err: error }, "a script of the desk got no answer");
    return plain(500);
  }
}
