import type { NextRequest } from "next/server";
import { answerScript } from "#app/desk/_live/answer.ts";
import { sessionLeft } from "#lib/staff/sign-in.ts";

/** Somebody is at the desk still: to ask is what keeps the session. Answers who, and how long it lasts. */
export async function POST(request: NextRequest): Promise<Response> {
  return answerScript(request, async (actor) => ({
    member: actor.staffId,
    ...((await sessionLeft(actor)) ?? { idle: 0, longest: 0 }),
  }));
}
