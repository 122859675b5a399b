import type { NextRequest } from "next/server";
import { currentStaff } from "#app/_auth/staff.ts";
import { leaveNotice } from "#app/_forms/notice.ts";
import { plainPage } from "#app/_forms/plain-page.ts";
import { seeOther } from "#app/_forms/post.ts";
import { HabeasError } from "#lib/core/errors.ts";
import { log } from "#lib/core/log.ts";
import { exportSystems } from "#lib/map/systems/export.ts";

/** Systems of the desk as YAML, to keep in git; one of them with `?id=`. Secrets are named and not held. */
export async function GET(request: NextRequest): Promise<Response> {
  const id = request.nextUrl.searchParams.get("id");
  try {
    const actor = await currentStaff();
    if (!actor) return seeOther("/desk/sign-in");
    const text = await exportSystems(actor, id === null ? undefined : [id]);
    const name = id !== null && /^[a-z][a-z0-9_]*$/.test(id) ? id : "systems";
    return new Response(text, {
      headers: {
        "Content-Type": "application/yaml; charset=utf-8",
        "Content-Disposition": `attachment; filename="${name}.yaml"`,
        "Cache-Control": "private, no-store",
      },
    });
  } catch (error) {
    if (error instanceof HabeasError) {
      await leaveNotice("/desk/systems", {
        tone: "problem",
        title: "Nothing was exported",
        sentence: error.message,
      });
      return seeOther("/desk/systems");
    }
    log.error({ err: error }, "systems could not be exported");
    return plainPage("trouble", "/desk/systems");
  }
}
