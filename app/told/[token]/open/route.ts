import { toldForm } from "#app/told/form.ts";
import { keepPass, pageOf } from "#app/told/pass.ts";
import { openTold } from "#lib/recipient/behind-link.ts";

type Context = { params: Promise<{ token: string }> };

/** A recipient presses the button: from here on their page shows who it is about. */
export async function POST(request: Request, { params }: Context): Promise<Response> {
  return toldForm(request, params, async (token) => {
    await keepPass(token, await openTold(token));
    return pageOf(token);
  });
}
