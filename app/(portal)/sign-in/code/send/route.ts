import { askerWithToken } from "#app/_auth/visitor.ts";
import { answerForm, seeOther } from "#app/_forms/post.ts";
import { deviceIn } from "#lib/identity/device.ts";
import { trySignInCode } from "#lib/identity/mailbox-sign-in.ts";
import { afterTry } from "../../_parts/done.ts";

/** Tries a code. An empty box costs no attempt. */
export function POST(request: Request) {
  return answerForm(request, async (values) => {
    const { actor, cookies } = await askerWithToken();
    const code = (values.code ?? "").trim();
    if (code === "") return seeOther("/sign-in/code?said=missing", cookies);
    return afterTry(await trySignInCode(actor, code, deviceIn(request.headers.get("user-agent"))), cookies);
  });
}
