import type { NextRequest } from "next/server";
import { takeCorrection } from "#app/task/take.ts";

type Context = { params: Promise<{ token: string }> };

/** The answer of a system's owner, behind the link in their mail. */
export async function POST(request: NextRequest, context: Context): Promise<Response> {
  const { token } = await context.params;
  return takeCorrection(request, token, `/task/${encodeURIComponent(token)}`);
}
