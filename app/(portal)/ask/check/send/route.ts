import { networkNow } from "#app/_auth/network.ts";
import { askerWithToken } from "#app/_auth/visitor.ts";
import { answerForm, seeOther } from "#app/_forms/post.ts";
import { placeNow } from "#app/_text/place.ts";
import type { Asker } from "#lib/core/actor.ts";
import { HabeasError } from "#lib/core/errors.ts";
import { log } from "#lib/core/log.ts";
import { readDraft, sendDraft } from "#lib/request/draft.ts";
import { countFiling, effortAsked, passEffort } from "#lib/request/effort/asked.ts";
import type { FiledPart } from "#lib/request/file-together.ts";
import { sendCode } from "#lib/request/prove.ts";

/**
 * Sends what is asked for. It is filed before anything is proved; the code follows at once, and should that fail the
 * requests stand and a new code can be asked for on the next page. While very many are filed, work of the browser or a
 * minute's wait comes first.
 */
export function POST(request: Request): Promise<Response> {
  return answerForm(request, async (values) => {
    const { actor, cookies } = await askerWithToken();
    const { brandId } = await placeNow();
    const network = await networkNow();
    const { formKey = "", token = "", answer = "", language } = values;
    const spoken = language && /^[A-Za-z-]{2,35}$/.test(language) ? language : undefined;
    try {
      const before = await readDraft(actor);
      const sentBefore = before?.sent ?? [];
      if (sentBefore.length === 0 && (await effortAsked(network))) {
        const verdict = await passEffort({ formKey, token, answer });
        if (verdict === "early" || verdict === "wrong")
          return seeOther(effortPath(spoken, verdict === "early" ? token : undefined), cookies);
      }
      const filed = await sendDraft(actor, formKey, spoken, brandId);
      if (sentBefore.length === 0) await countFiling(network);
      const unproven = filed.find((one) => !one.proven);
      if (before?.values.who === "other") {
        // A code goes to whoever gets the answer themselves; the person of an agent is asked by a mail of its own.
        if (unproven && sentBefore.length === 0 && before.values.relation !== "agent")
          await sendCodeFor(actor, unproven);
        return seeOther(`/for/${filed[0]?.reference ?? ""}`, cookies);
      }
      if (!unproven) return seeOther(`/r/${filed[0]?.reference ?? ""}`, cookies);
      if (sentBefore.length === 0) await sendCodeFor(actor, unproven);
      return seeOther(`/r/${unproven.reference}/prove`, cookies);
    } catch (error) {
      // An expired draft or answers changed meanwhile: the check page shows how things stand.
      if (error instanceof HabeasError && (error.code === "gone" || error.code === "conflict")) {
        return seeOther("/ask/check", cookies);
      }
      throw error;
    }
  });
}

async function sendCodeFor(actor: Asker, { reference }: FiledPart): Promise<void> {
  await sendCode(actor, reference).catch((error: unknown) =>
    log.error({ err: error }, "a code was not sent"),
  );
}

/** The page that asks for work; a token that is waited with keeps its time. */
function effortPath(language: string | undefined, token: string | undefined): string {
  const query = new URLSearchParams({ ...(language ? { language } : {}), ...(token ? { token } : {}) });
  return query.size > 0 ? `/ask/effort?${query}` : "/ask/effort";
}
