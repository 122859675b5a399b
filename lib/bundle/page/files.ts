import type { BundleFacts } from "../contents.ts";
import { html, type Markup } from "../html.ts";
import { checkPath, keysPath } from "../signature/explained.ts";
import { numberInWords, type Words } from "../words/words.ts";
import type { WrittenFile } from "../written.ts";
import { contactOf } from "./ways.ts";

/** Files listed on the page; manifest.json lists every one. */
const listedFiles = 150;
/** Listed with the collection that they belong to, or of use to a machine only. */
const elsewhere: readonly WrittenFile["kind"][] = ["attachment", "thread", "viewer", "tag", "schema"];

/** The files to open, the whole list by link. */
export function fileList(files: readonly WrittenFile[], words: Words): Markup {
  const wanted = files.filter((file) => !elsewhere.includes(file.kind));
  const listed = wanted.slice(0, listedFiles);
  const more = files.length - listed.length;
  return html`<h2 id="files">${words.allFiles}</h2>
<p>${words.filesIntro} <a href="manifest.json">manifest.json</a></p>
<div class="wide" role="region" aria-labelledby="files" tabindex="0">
<table aria-labelledby="files">
<thead><tr><th scope="col">${words.file}</th><th scope="col" class="num">${words.recordsColumn}</th><th scope="col" class="num">${words.size}</th></tr></thead>
<tbody>${listed.map(
    (file) => html`
<tr><td><a href="${file.path}">${file.path}</a></td><td class="num">${file.rows === undefined ? null : numberInWords(file.rows, words)}</td><td class="num">${sizeInWords(file.bytes, words)}</td></tr>`,
  )}
</tbody>
</table>
</div>
${more > 0 ? html`<p>${words.say("viewer.moreFiles", { n: more })}</p>` : null}`;
}

/** `42 bytes`, `17 kB`, `3.4 MB`. */
export function sizeInWords(bytes: number, words: Words): string {
  return new Intl.NumberFormat(words.locale, {
    style: "unit",
    unitDisplay: bytes < 1000 ? "long" : "short",
    unit: bytes < 1000 ? "byte" : bytes < 1e6 ? "kilobyte" : "megabyte",
    maximumFractionDigits: bytes < 1e6 ? 0 : 1,
  }).format(bytes < 1000 ? bytes : bytes < 1e6 ? bytes / 1e3 : bytes / 1e6);
}

/** How to check the copy: the commands always, the check in the page where the viewer adds it to `check-here`. */
export function check(facts: BundleFacts, words: Words): Markup {
  const say = words.say;
  return html`<h2 id="check">${say("viewer.checkTitle")}</h2>
<div id="check-here"></div>
<p>${say("viewer.checkHonest")}</p>
${
  facts.portal === undefined
    ? null
    : html`<ul class="links">
<li><a href="${facts.portal}${checkPath}" rel="noreferrer">${say("viewer.checkSite")}</a></li>
<li><a href="${facts.portal}${keysPath}" rel="noreferrer">${say("viewer.checkKey")}</a></li>
</ul>`
}
<h3>${say("viewer.checkCommands")}</h3>
<p>${say("viewer.checkCommandsHow")}</p>
<ul class="commands">
<li><code>sha256sum -c manifest-sha256.txt</code></li>
<li><code>sha256sum -c tagmanifest-sha256.txt</code></li>
<li><code>minisign -Vm manifest.json -x manifest.sig -P ${facts.signer.publicKey.line}</code></li>
<li><code>bagit.py --validate .</code></li>
</ul>`;
}

/** The copy's own statement on accessibility. */
export function access(facts: BundleFacts, words: Words): Markup {
  return html`<h2 id="access">${words.say("viewer.accessibility")}</h2>
<p>${words.say("viewer.accessText")}</p>
<p>${words.say("viewer.accessLimits")}</p>
<p>${words.say("viewer.accessHelp", { contact: contactOf(facts) })}</p>
<p>${words.say("viewer.keyboard")}</p>`;
}
