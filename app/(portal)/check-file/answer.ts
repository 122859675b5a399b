import { pageByHand } from "#app/_forms/plain-page.ts";
import { dateOf } from "#app/_text/dates.ts";
import type { Text } from "#app/_text/text.ts";
import { html, type Markup } from "#lib/bundle/html.ts";
import { isPayload } from "#lib/bundle/package/bag.ts";
import { keysPath } from "#lib/bundle/signature/explained.ts";
import type { ListCheck, SignedList } from "#lib/bundle/verify/manifest-check.ts";
import type { Comparison, PackageCheck } from "#lib/bundle/verify/package-check.ts";
import { currentMap } from "#lib/map/current.ts";

/** Names of files that an answer lists of each kind. */
const mostNamed = 200;

/** What a check of a whole copy found. */
export function packageAnswer(result: PackageCheck, text: Text): Promise<Response> {
  const { t } = text;
  switch (result.kind) {
    case "compared":
      return comparedAnswer(result, text);
    case "not_a_zip":
      return sentence(text, t("checkFile.notZipTitle"), t("checkFile.notZip"));
    case "not_a_package":
      return sentence(text, t("checkFile.notPackageTitle"), t("checkFile.notPackage"));
    default:
      return unsignedAnswer(result, text);
  }
}

/** What a check of a list alone found. */
export function listAnswer(result: ListCheck, text: Text): Promise<Response> {
  const { t } = text;
  if (result.kind !== "signed") return unsignedAnswer(result, text);
  const { list } = result;
  const named = list.files.filter((file) => !isPayload(file) || file.path === "manifest-sha256.txt");
  const main = html`${made(list, text)}
<p>${t("checkFile.listClean", { n: list.files.length })}</p>
<p>${t("checkFile.listHow")}</p>
<div class="prose"><ul>
${named.slice(0, mostNamed).map(({ path, sha256 }) => html`<li><bdi dir="ltr">${path}</bdi><br>${inPieces(sha256)}</li>`)}
</ul></div>
${more(named.length, text)}${again(text)}`;
  return pageByHand(t("checkFile.listTitle"), main.text, 200, text);
}

/** For a file that is larger than this page takes. */
export function tooLargeAnswer(text: Text): Promise<Response> {
  const { t } = text;
  return sentence(text, t("checkFile.largeTitle"), t("checkFile.large"), 413);
}

function comparedAnswer({ list, changed, missing, extra }: Comparison, text: Text): Promise<Response> {
  const { t } = text;
  if (changed.length + missing.length + extra.length === 0) {
    const clean = t("checkFile.clean", { date: dayOf(list, text), n: list.files.length });
    const main = html`<p class="lede">${clean}</p>${made(list, text)}${again(text)}`;
    return pageByHand(t("checkFile.cleanTitle"), main.text, 200, text);
  }
  const main = html`<p class="lede">${t("checkFile.wrong")} <a href="/find">${t("checkFile.wrongLink")}</a></p>
<div class="prose">
${names(t("checkFile.changed", { n: changed.length }), changed, text)}
${names(t("checkFile.missing", { n: missing.length }), missing, text)}
${names(t("checkFile.extra", { n: extra.length }), extra, text)}
${made(list, text)}
</div>
${again(text)}`;
  return pageByHand(t("checkFile.wrongTitle"), main.text, 200, text);
}

function unsignedAnswer(result: Exclude<ListCheck, { kind: "signed" }>, text: Text): Promise<Response> {
  const { t } = text;
  switch (result.kind) {
    case "unsigned":
      return sentence(text, t("checkFile.unsignedTitle"), t("checkFile.unsigned"));
    case "unknown_key":
      return sentence(text, t("checkFile.unknownKeyTitle"), t("checkFile.unknownKey", { key: result.keyId }));
    case "changed":
      return sentence(text, t("checkFile.listChangedTitle"), t("checkFile.listChanged"));
  }
}

function sentence(text: Text, title: string, words: string, status = 200): Promise<Response> {
  return pageByHand(title, html`<p class="lede">${words}</p>${again(text)}`.text, status, text);
}

/** When a copy was made, for which request, and the key that signed it. */
function made(list: SignedList, text: Text): Markup {
  const { reference, key } = list;
  const words = text.t("checkFile.made", { date: dayOf(list, text), reference, key: key.id });
  return html`<p>${words} <a href="${keysPath}">${text.t("checkFile.keysLink")}</a></p>`;
}

/** A long number that a narrow screen may break. */
function inPieces(sha256: string): Markup[] {
  return (sha256.match(/.{1,16}/g) ?? []).map((piece) => html`${piece}<wbr>`);
}

function names(heading: string, paths: readonly string[], text: Text): Markup | null {
  if (paths.length === 0) return null;
  return html`<h2>${heading}</h2>
<ul>${paths.slice(0, mostNamed).map((path) => html`<li><bdi dir="ltr">${path.slice(0, 300)}</bdi></li>`)}</ul>
${more(paths.length, text)}`;
}

function more(count: number, { t }: Text): Markup | null {
  return count > mostNamed ? html`<p>${t("checkFile.more", { n: count - mostNamed })}</p>` : null;
}

function again({ t }: Text): Markup {
  return html`<p class="actions"><a class="button" href="/check-file">${t("checkFile.again")}</a></p>`;
}

function dayOf({ answered_at }: SignedList, { language }: Text): string {
  return dateOf(new Date(answered_at), currentMap().company.timezone, language);
}
