import { askerWithToken } from "#app/_auth/visitor.ts";
import { answerForm, seeOther } from "#app/_forms/post.ts";
import { HabeasError } from "#lib/core/errors.ts";
import { log } from "#lib/core/log.ts";
import { readDraft, sendDraft } from "#lib/request/draft.ts";
import { sendCode } from "#lib/request/prove.ts";

/**
 * Sends the request. It is filed before anything is proved; the code follows at once, and should that fail the
 * request stands and a new code can be asked for on the next page.
 */
export function POST(request: Request): Promise<Response> {
  return answerForm(request, async (values) => {
    const { actor, cookies } = await askerWithToken();
    try {
      const before = await readDraft(actor);
      const { reference, needsProof } = await sendDraft(actor, values.formKey ?? "", values.language);
      if (!needsProof) return seeOther(`/r/${reference}`, cookies);
      if (before?.sentReference !== reference) {
        await sendCode(actor, reference).catch((error: unknown) =>
          log.error({ err: error }, "a code was not sent"),
        );
      }
      return seeOther(`/r/${reference}/prove`, cookies);
    } catch (error) {
      // An expired draft or answers changed meanwhile: the check page shows how things stand.
      if (error instanceof HabeasError && (error.code === "gone" || error.code === "conflict")) {
        return seeOther("/ask/check", cookies);
      }
      throw error;
    }
  });
}
