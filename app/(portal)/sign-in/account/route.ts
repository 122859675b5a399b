import { askerWithToken } from "#app/_auth/visitor.ts";
import { seeOther } from "#app/_forms/post.ts";
import { log } from "#lib/core/log.ts";
import { beginSignIn } from "#lib/identity/login/sign-in.ts";
import { goalIn } from "../_parts/goal.ts";

/** Leads to the company's own login. A link and no form, because a form of ours may lead to no other house. */
export async function GET(request: Request): Promise<Response> {
  const { actor, cookies } = await askerWithToken();
  try {
    const goTo = goalIn(new URL(request.url).searchParams.get("then") ?? undefined);
    const { href } = await beginSignIn(actor, goTo);
    return seeOther(href, cookies);
  } catch (error) {
    log.warn({ err: error }, "the login for people could not be reached");
    return seeOther("/sign-in?said=failed", cookies);
  }
}
