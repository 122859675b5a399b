import type { NextRequest } from "next/server";
import { currentStaff } from "#app/_auth/staff.ts";
import { plainPage } from "#app/_forms/plain-page.ts";
import { seeOther } from "#app/_forms/post.ts";
import { referenceFrom, requestAddress } from "#app/desk/_kit/address.ts";
import type { Actor } from "#lib/core/actor.ts";
import { HabeasError } from "#lib/core/errors.ts";
import { log } from "#lib/core/log.ts";

type Context = { params: Promise<{ ref: string }> };
type Staff = Extract<Actor, { kind: "staff" }>;

/**
 * A route that gives staff a file about an erasure; what they may not have leads back to its page. `page`: that page's
 * address; `trouble`: what the log says where the file cannot be made.
 */
export function fileRoute(
  make: (staff: Staff, reference: string, page: string) => Promise<Response>,
  trouble: string,
): (request: NextRequest, context: Context) => Promise<Response> {
  return async (_request, context) => {
    const reference = referenceFrom((await context.params).ref);
    const page = requestAddress(reference, "/erase");
    const staff = await currentStaff();
    if (!staff) return seeOther("/desk/sign-in");
    try {
      return await make(staff, reference, page);
    } catch (error) {
      if (error instanceof HabeasError) return seeOther(page);
      log.error({ err: error }, trouble);
      return plainPage("unmade", page);
    }
  };
}
