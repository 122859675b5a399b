import { hear } from "#app/api/hear.ts";
import { recipientCalledBack } from "#lib/recipient/called-back.ts";

type Context = { params: Promise<{ token: string }> };

/** A recipient's system answers a notice that we sent it. */
export async function POST(request: Request, context: Context): Promise<Response> {
  return hear(request, (await context.params).token, recipientCalledBack);
}
