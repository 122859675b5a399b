import type { NextRequest } from "next/server";
import { takePack } from "#app/desk/_evidence/take.ts";
import { textOf } from "#app/desk/_kit/form.ts";

/** The evidence of a period. */
export async function POST(request: NextRequest): Promise<Response> {
  return takePack(request, "/desk/evidence", (form) => ({
    from: textOf(form, "from"),
    to: textOf(form, "to"),
    withWords: textOf(form, "words") === "yes",
  }));
}
