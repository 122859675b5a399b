import { askerWithToken } from "#app/_auth/visitor.ts";
import { answerForm, seeOther } from "#app/_forms/post.ts";
import { rights } from "#lib/law/rights.ts";
import { chooseRights, nextPath, readDraft } from "#lib/request/draft.ts";

/** Takes one thing out of several, or puts a suggested one in, before they are sent. */
export function POST(request: Request): Promise<Response> {
  return answerForm(request, async ({ remove, add }) => {
    const { actor, cookies } = await askerWithToken();
    const draft = await readDraft(actor);
    if (!draft || draft.sent.length > 0) return seeOther("/ask/check", cookies);
    const kept = draft.rights.filter((right) => right !== remove);
    const more = rights.find((right) => right === add);
    const chosen = more && !kept.includes(more) ? [...kept, more] : kept;
    return seeOther(nextPath(await chooseRights(actor, draft.values.words ?? "", chosen)), cookies);
  });
}
