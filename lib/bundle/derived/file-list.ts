import { html, type Markup } from "../html.ts";
import { sizeInWords } from "../page/files.ts";
import { labelIn } from "../page/label.ts";
import { titleOf } from "../summary.ts";
import type { MessageKey } from "../words/say.ts";
import type { Words } from "../words/words.ts";
import { wholePage } from "./derived-page.ts";
import { baseOf, type DerivedFile, type DerivedGiven, recordsOf, textBytes } from "./given.ts";
import { momentOf } from "./moment.ts";
import { type FileLink, filesByRecord } from "./record-files.ts";
import { Days } from "./threads/day.ts";
import { cutText, type Taken, textOf } from "./value.ts";

/** The list is for reading: the first ones, where there are very many. */
const listedFiles = 2000;
const longestValue = 120;

/** Where a collection's list of files stands: beside the files. */
const fileListPath = (given: DerivedGiven) => `${given.folder}/files/${baseOf(given)}.html`;

/** What each file of a collection is and which record it belongs to: their names are ours and say nothing. */
export async function* fileList(given: DerivedGiven): AsyncGenerator<DerivedFile> {
  const { facts, source, attachments, words } = given;
  const about = await recordsByFile(given);
  const title = words.say("threads.filesTitle", { system: labelIn(words, source.collection) });
  const heads = ["file", "fileKind", "fileSize", "belongs"].map((key) =>
    words.say(`threads.${key}` as MessageKey),
  );
  const [, kindHead = "", sizeHead = "", recordHead = ""] = heads;
  const row = ({ path, bytes }: { path: string; bytes: number }, n: number): Markup => {
    const name = path.slice(path.lastIndexOf("/") + 1);
    const { called, record } = about.get(path) ?? { called: null, record: null };
    return html`<tr><th scope="row"><a href="${name}">${name}</a>${called === null ? null : html`<small><bdi>${called}</bdi></small>`}</th>
<td data-label="${kindHead}">${kindInWords(source.files[n]?.mediaType ?? "", words)}</td><td data-label="${sizeHead}">${sizeInWords(bytes, words)}</td>
<td data-label="${recordHead}">${record === null ? labelIn(words, source.collection) : html`<bdi>${record}</bdi>`}</td></tr>
`;
  };
  const body = html`<body>
<main class="main plain">
<p><a href="../../../START-HERE.html">${titleOf(facts, words)}</a></p>
<h1>${title}</h1>
<p>${words.say("threads.filesIntro", { n: attachments.length })}</p>
<table class="stack"><thead><tr>${heads.map((head) => html`<th scope="col">${head}</th>`)}</tr></thead><tbody>
${attachments.slice(0, listedFiles).map(row)}</tbody></table>
${attachments.length > listedFiles ? html`<p>${words.attachmentsMore(attachments.length - listedFiles, `${given.folder}/files`)}</p>` : null}
</main>
</body>`;
  yield { path: fileListPath(given), kind: "page", bytes: textBytes(wholePage(title, body, words)) };
}

/** For each listed file what the system calls it, and its record in words. */
async function recordsByFile(
  given: DerivedGiven,
): Promise<Map<string, { called: string | null; record: string }>> {
  const about = new Map<string, { called: string | null; record: string }>();
  const filesOf = await filesByRecord(given);
  const days = new Days(given.facts.company.timezone, given.words);
  for await (const batch of recordsOf(given)) {
    for (const taken of batch) {
      const links: readonly FileLink[] = filesOf(taken);
      if (links.length === 0) continue;
      const record = inWords(taken, given, days);
      for (const { path, called } of links) about.set(path, { called, record });
    }
    if (about.size >= listedFiles) break;
  }
  return about;
}

/** `Message id ms_000001 · 4 March 2025` */
function inWords(taken: Taken, { source, words }: DerivedGiven, days: Days): string {
  const { key, fields, occurred } = source.collection;
  const named = key.flatMap((name) => {
    const [field, value] = [fields[name], textOf(taken, name)];
    return field === undefined || value === null
      ? []
      : [`${labelIn(words, field)} ${cutText(value, longestValue)}`];
  });
  const at = momentOf(textOf(taken, occurred));
  return [...named, ...(at === null ? [] : [days.day(at)])].join(" · ");
}

function kindInWords(mediaType: string, words: Words): string {
  const [type = ""] = mediaType.split("/");
  const exact: Record<string, string> = {
    "application/pdf": "pdf",
    "application/zip": "archive",
    "text/csv": "table",
  };
  const family = ["image", "audio", "video", "text"].includes(type) ? type : "other";
  return words.say(`threads.fileTypes.${exact[mediaType] ?? family}` as MessageKey);
}
