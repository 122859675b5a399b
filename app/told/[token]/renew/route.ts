import { toldForm } from "#app/told/form.ts";
import { renewTold } from "#lib/recipient/behind-link.ts";

type Context = { params: Promise<{ token: string }> };

/** Sends a new link in place of one that has ended, to the address that the first one went to. */
export async function POST(request: Request, { params }: Context): Promise<Response> {
  return toldForm(request, params, async (token) => {
    await renewTold(token);
    return "/told/sent";
  });
}
