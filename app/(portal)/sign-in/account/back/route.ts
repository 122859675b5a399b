import { asker, personCookie } from "#app/_auth/visitor.ts";
import { seeOther } from "#app/_forms/post.ts";
import { HabeasError } from "#lib/core/errors.ts";
import { log } from "#lib/core/log.ts";
import { deviceIn } from "#lib/identity/device.ts";
import { finishSignIn } from "#lib/identity/login/sign-in.ts";
import { goalIn } from "../../_parts/goal.ts";

/** Where the company's login sends people back to. What it brings counts once, and only in the browser that went there. */
export async function GET(request: Request): Promise<Response> {
  try {
    const device = deviceIn(request.headers.get("user-agent"));
    const { searchParams } = new URL(request.url);
    const { session, expiresAt, goTo } = await finishSignIn(await asker(), searchParams, device);
    return seeOther(goalIn(goTo), [personCookie(session, expiresAt)]);
  } catch (error) {
    if (!(error instanceof HabeasError)) log.warn({ err: error }, "a sign-in by account failed");
    return seeOther("/sign-in?said=failed");
  }
}
