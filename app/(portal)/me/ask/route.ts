import { askerWithToken } from "#app/_auth/visitor.ts";
import { seeOther } from "#app/_forms/post.ts";
import { readersText } from "#app/_text/reader.ts";
import { startDraft } from "#lib/request/draft.ts";
import { answerMine } from "../_parts/act.ts";

/**
 * Begins a request from the person's own page, with what they signed in with filled in: for a copy, or to put right one
 * thing of which the form names only what sort of thing it is, never what stands there.
 */
export function POST(request: Request): Promise<Response> {
  return answerMine(request, "/me", async (_account, { fact = "" }) => {
    const { actor, cookies } = await askerWithToken();
    const { find } = await readersText();
    const thing = /^[a-z]+\.[a-z_]+$/.test(fact) ? find(`facts.of.${fact}`) : null;
    const draft =
      thing === null
        ? await startDraft(actor, "access")
        : await startDraft(actor, "rectification", { wrong: `${thing}: ` });
    return seeOther(`/ask/${draft.next}`, cookies);
  });
}
