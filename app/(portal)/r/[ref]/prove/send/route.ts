import { askerWithToken, personCookie } from "#app/_auth/visitor.ts";
import { answerFormAbout, seeOther } from "#app/_forms/post.ts";
import { deviceIn } from "#lib/identity/device.ts";
import { tryCode } from "#lib/request/prove.ts";

/** Tries a code. An empty box costs no attempt. */
export function POST(request: Request, { params }: { params: Promise<{ ref: string }> }) {
  return answerFormAbout(request, params, async (reference, values) => {
    const { actor, cookies } = await askerWithToken();
    const then = values.then === "download" ? "download" : null;
    const back = (said: string) =>
      seeOther(`/r/${reference}/prove?said=${said}${then ? "&then=download" : ""}`, cookies);
    const code = (values.code ?? "").trim();
    if (code === "") return back("missing");
    const verdict = await tryCode(actor, reference, code, deviceIn(request.headers.get("user-agent")));
    if (verdict.kind !== "proven") return back(verdict.kind);
    return seeOther(then ? `/r/${reference}/download` : `/r/${reference}`, [
      ...cookies,
      personCookie(verdict.session, verdict.expiresAt),
    ]);
  });
}
