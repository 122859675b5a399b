import type { NextRequest } from "next/server";
import { seeOtherAfterLeaving } from "#app/_auth/leave.ts";
import { endStaffSession } from "#app/_auth/staff.ts";
import { cameFromOurPage } from "#app/_forms/origin.ts";
import { plainPage } from "#app/_forms/plain-page.ts";
import { seeOther } from "#app/_forms/post.ts";
import { log } from "#lib/core/log.ts";

/** Ends the session at once, for every copy of its cookie. */
export async function POST(request: NextRequest): Promise<Response> {
  if (!cameFromOurPage(request)) return seeOther("/desk");
  try {
    await endStaffSession();
  } catch (error) {
    log.error({ err: error }, "a sign-out failed");
    return plainPage("trouble", "/desk");
  }
  return seeOtherAfterLeaving("/desk/sign-in?out=1");
}
