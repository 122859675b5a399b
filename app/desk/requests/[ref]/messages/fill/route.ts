import type { NextRequest } from "next/server";
import { currentStaff } from "#app/_auth/staff.ts";
import { referenceFrom } from "#app/desk/_kit/address.ts";
import { HabeasError } from "#lib/core/errors.ts";
import { log } from "#lib/core/log.ts";
import { fillTemplate } from "#lib/notice/message/fill.ts";

type Context = { params: Promise<{ ref: string }> };

/** The words of a template for the person of this request, as the box shows them; null where it has none in their language. */
export async function GET(request: NextRequest, context: Context): Promise<Response> {
  const headers = { "Cache-Control": "no-store" };
  try {
    const actor = await currentStaff();
    if (!actor) return new Response(null, { status: 401, headers });
    const reference = referenceFrom((await context.params).ref);
    const template = (request.nextUrl.searchParams.get("template") ?? "").slice(0, 60);
    return Response.json(await fillTemplate(actor, reference, template), { headers });
  } catch (error) {
    if (error instanceof HabeasError) return new Response(null, { status: 404, headers });
    log.error({ err: error }, "a template could not be filled");
    return new Response(null, { status: 503, headers });
  }
}
