import { seeOther } from "#app/_forms/post.ts";
import { readersText } from "#app/_text/reader.ts";
import { keepToken } from "#lib/me/feed/token.ts";
import { answerMine } from "../../_parts/act.ts";

/** Switches on the key that was just shown in this browser. */
export function POST(request: Request): Promise<Response> {
  return answerMine(request, "/me/feed", async (actor, { ticket = "", name = "", days = "" }) => {
    const { t } = await readersText();
    const kept = await keepToken(actor, { ticket, name, days: Number(days), otherwise: t("me.feed.usual") });
    if (kept === "needs_code") return seeOther("/me/feed/new");
    return seeOther(`/me/feed?said=${kept === "kept" ? "made" : kept}`);
  });
}
