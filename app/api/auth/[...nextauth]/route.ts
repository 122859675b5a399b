import type { NextRequest } from "next/server";
import { finishSignIn, missingSignInSettings } from "#app/_auth/staff.ts";

type Context = { params: Promise<{ nextauth: string[] }> };

/** Only the way back from the company's sign-in exists here; all other doors of the library stay shut. */
export async function GET(request: NextRequest, context: Context): Promise<Response> {
  const { nextauth } = await context.params;
  if (nextauth.length !== 2 || nextauth[0] !== "callback" || missingSignInSettings().length > 0) {
    return new Response("Not found", { status: 404 });
  }
  return finishSignIn(request);
}
