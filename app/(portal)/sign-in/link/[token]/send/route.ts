import { asToken } from "#app/_auth/cookies.ts";
import { askerWithToken } from "#app/_auth/visitor.ts";
import { answerForm } from "#app/_forms/post.ts";
import { deviceIn } from "#lib/identity/device.ts";
import { trySignInLink } from "#lib/identity/mailbox-sign-in.ts";
import { afterTry } from "../../../_parts/done.ts";

/** The button behind the link: it works once. */
export function POST(request: Request, { params }: { params: Promise<{ token: string }> }) {
  return answerForm(request, async () => {
    const { actor, cookies } = await askerWithToken();
    const token = asToken((await params).token) ?? "";
    const device = deviceIn(request.headers.get("user-agent"));
    return afterTry(await trySignInLink(actor, token, device), cookies);
  });
}
