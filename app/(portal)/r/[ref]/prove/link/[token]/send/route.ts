import { asToken } from "#app/_auth/cookies.ts";
import { askerWithToken, personCookie } from "#app/_auth/visitor.ts";
import { answerFormAbout, seeOther } from "#app/_forms/post.ts";
import { deviceIn } from "#lib/identity/device.ts";
import { tryLink } from "#lib/request/prove.ts";

/** The button behind the link: it works once. */
export function POST(request: Request, { params }: { params: Promise<{ ref: string; token: string }> }) {
  return answerFormAbout(request, params, async (reference) => {
    const { actor, cookies } = await askerWithToken();
    const token = asToken((await params).token) ?? "";
    const device = deviceIn(request.headers.get("user-agent"));
    const verdict = await tryLink(actor, reference, token, device);
    if (verdict.kind !== "proven") return seeOther(`/r/${reference}/prove?said=used`, cookies);
    return seeOther(`/r/${reference}`, [...cookies, personCookie(verdict.session, verdict.expiresAt)]);
  });
}
