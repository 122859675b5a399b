import { askerWithToken } from "#app/_auth/visitor.ts";
import { answerForm, seeOther } from "#app/_forms/post.ts";
import { chooseRights, nextPath } from "#lib/request/draft.ts";
import { chosenRights } from "../../_flow/ticks.ts";

/** Takes somebody's own words and what they ticked. Without a tick the page comes again, with suggestions. */
export function POST(request: Request): Promise<Response> {
  return answerForm(request, async (values) => {
    const { actor, cookies } = await askerWithToken();
    const draft = await chooseRights(actor, values.words ?? "", chosenRights(values));
    return seeOther(nextPath(draft), cookies);
  });
}
