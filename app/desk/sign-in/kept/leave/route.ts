import type { NextRequest } from "next/server";
import { currentStaff } from "#app/_auth/staff.ts";
import { cameFromOurPage } from "#app/_forms/origin.ts";
import { plainPage } from "#app/_forms/plain-page.ts";
import { seeOther } from "#app/_forms/post.ts";
import { log } from "#lib/core/log.ts";
import { dropForm, keptForm } from "#lib/staff/kept-form.ts";
import { homeOf } from "#lib/staff/permissions.ts";

/** Forgets what was kept, and leads back to the page it was filled in on. */
export async function POST(request: NextRequest): Promise<Response> {
  try {
    const staff = await currentStaff();
    if (!staff) return seeOther("/desk/sign-in");
    if (!cameFromOurPage(request)) return seeOther("/desk");
    const kept = await keptForm(staff.staffId);
    await dropForm(staff.staffId);
    return seeOther(kept?.page ?? homeOf(staff.role));
  } catch (error) {
    log.error({ err: error }, "a kept form could not be dropped");
    return plainPage("trouble", "/desk");
  }
}
