import { hear } from "#app/api/hear.ts";
import { calledBack } from "#lib/fanout/called-back.ts";

type Context = { params: Promise<{ token: string }> };

/** A system says that it has finished. A good call only makes the task ask its system again, now. */
export async function POST(request: Request, context: Context): Promise<Response> {
  return hear(request, (await context.params).token, calledBack);
}
