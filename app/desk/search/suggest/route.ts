import type { NextRequest } from "next/server";
import { textOf } from "#app/desk/_kit/form.ts";
import { answerScript } from "#app/desk/_live/answer.ts";
import { suggest } from "#lib/queue/suggest.ts";

/** What could stand where the cursor is in the query bar. What is typed comes in the body: it may be a name. */
export async function POST(request: NextRequest): Promise<Response> {
  return answerScript(request, (actor, form) => {
    const text = form.get("q");
    return suggest(actor, typeof text === "string" ? text : "", Number(textOf(form, "at")));
  });
}
