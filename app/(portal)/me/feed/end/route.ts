import { seeOther } from "#app/_forms/post.ts";
import { endToken } from "#lib/me/feed/token.ts";
import { answerMine } from "../../_parts/act.ts";

/** Ends a key of the person's now. */
export function POST(request: Request): Promise<Response> {
  return answerMine(request, "/me/feed", async (actor, { token = "" }) => {
    await endToken(actor, token);
    return seeOther("/me/feed?said=ended");
  });
}
