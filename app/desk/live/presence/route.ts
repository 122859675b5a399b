import type { NextRequest } from "next/server";
import { textOf } from "#app/desk/_kit/form.ts";
import { answerScript } from "#app/desk/_live/answer.ts";
import { present } from "#lib/desk/presence.ts";

/** Somebody types at a request, or takes it over from who types there. Answers who else is there. */
export async function POST(request: NextRequest): Promise<Response> {
  return answerScript(request, (actor, form) =>
    present(actor, textOf(form, "reference"), "types", textOf(form, "over") === "1"),
  );
}
