import type { NextRequest } from "next/server";
import { currentStaff } from "#app/_auth/staff.ts";
import { cameFromOurPage } from "#app/_forms/origin.ts";
import { plainPage } from "#app/_forms/plain-page.ts";
import { seeOther } from "#app/_forms/post.ts";
import { readSmallForm, textOf } from "#app/desk/_kit/form.ts";
import { keepSearch } from "#app/desk/_queue/search.ts";
import { queueAddress, viewNamed } from "#app/desk/_queue/views.ts";
import { HabeasError } from "#lib/core/errors.ts";
import { log } from "#lib/core/log.ts";

/** Takes a search out of a form, so that it never stands in an address. */
export async function POST(request: NextRequest): Promise<Response> {
  if (!cameFromOurPage(request)) return seeOther("/desk");
  try {
    if (!(await currentStaff())) return seeOther("/desk/sign-in");
    const form = await readSmallForm(request);
    const { view } = viewNamed(textOf(form, "view"));
    const text = textOf(form, "q");
    await keepSearch(text);
    return seeOther(queueAddress(view, text !== ""));
  } catch (error) {
    if (error instanceof HabeasError) return seeOther("/desk");
    log.error({ err: error }, "a search failed");
    return plainPage("trouble", "/desk");
  }
}
