import { answerForm, seeOther } from "#app/_forms/post.ts";
import type { AccountActor } from "#lib/identity/account.ts";
import { accountHere } from "./load.ts";

/** A form of somebody who is signed in; whoever is not any more is led to how to get in, and nothing is changed. */
export function answerMine(
  request: Request,
  page: string,
  act: (actor: AccountActor, values: Record<string, string>) => Promise<Response>,
): Promise<Response> {
  return answerForm(request, async (values) => {
    const actor = await accountHere();
    return actor ? act(actor, values) : seeOther(page);
  });
}
