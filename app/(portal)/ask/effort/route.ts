import { asker } from "#app/_auth/visitor.ts";
import { pageByHand } from "#app/_forms/plain-page.ts";
import { seeOther } from "#app/_forms/post.ts";
import { readersText } from "#app/_text/reader.ts";
import { portalPolicy } from "#app/_ui/policy.ts";
import { escapeHtml } from "#lib/core/escape-html.ts";
import { readDraft } from "#lib/request/draft.ts";
import { effortToken } from "#lib/request/effort/asked.ts";
import { waitSeconds } from "#lib/request/effort/token.ts";
import { effortScript } from "./script.ts";

/**
 * Shown only while very many requests are filed: the browser works for a moment and sends the form by itself, or, where no
 * script runs, the person presses the button after a minute. The one page of the portal that has a script; its policy
 * allows no other.
 */
export async function GET(request: Request): Promise<Response> {
  const draft = await readDraft(await asker());
  if (draft?.next !== "check" || draft.sent.length > 0) return seeOther("/ask/check");
  const text = await readersText();
  const { t } = text;
  const asked = new URL(request.url).searchParams;
  const waiting = asked.get("token");
  const token = waiting && /^[\w.-]{1,60}$/.test(waiting) ? waiting : effortToken(draft.formKey);
  const language = asked.get("language") ?? "";
  const hidden = (name: string, value: string) =>
    `<input type="hidden" name="${name}" value="${escapeHtml(value)}">`;
  const main = `<p class="lede">${escapeHtml(t("several.effort.text"))}</p>
${waiting ? `<p role="status">${escapeHtml(t("several.effort.early"))}</p>` : ""}
<p>${escapeHtml(t("several.effort.wait", { seconds: waitSeconds }))}</p>
<form id="effort" method="post" action="/ask/check/send">
${hidden("formKey", draft.formKey)}${hidden("token", token)}${language ? hidden("language", language) : ""}
<input type="hidden" id="answer" name="answer" value="">
<p class="actions"><button class="button" type="submit">${escapeHtml(t("several.effort.button"))}</button></p>
</form>
<script>${effortScript}</script>`;
  const page = await pageByHand(t("several.effort.title"), main, 200, text);
  page.headers.set("Content-Security-Policy", portalPolicy(effortScript));
  return page;
}
