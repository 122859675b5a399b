import type { NextRequest } from "next/server";
import { finishSignIn, missingSignInSettings } from "#app/_auth/staff.ts";
import { plainPage } from "#app/_forms/plain-page.ts";
import { seeOther } from "#app/_forms/post.ts";
import { log } from "#lib/core/log.ts";

type Context = { params: Promise<{ nextauth: string[] }> };

/**
 * Only two doors of the library exist: the way back from the company's sign-in, and the address to which it sends
 * what went wrong, which leads to our own sign-in page. The reason is passed on only where that page knows it.
 */
export async function GET(request: NextRequest, context: Context): Promise<Response> {
  const { nextauth } = await context.params;
  const [step] = nextauth;
  if (step === "error" || step === "signin") {
    const denied = request.nextUrl.searchParams.get("error") === "AccessDenied";
    return seeOther(`/desk/sign-in?error=${denied ? "AccessDenied" : "Failed"}`);
  }
  if (nextauth.length !== 2 || step !== "callback" || missingSignInSettings().length > 0) {
    return new Response("Not found", { status: 404 });
  }
  try {
    return await finishSignIn(request);
  } catch (error) {
    log.error({ err: error }, "a sign-in could not end");
    return plainPage("trouble", "/desk/sign-in");
  }
}
