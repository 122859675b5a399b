import { readersText } from "#app/_text/reader.ts";
import type { Text } from "#app/_text/text.ts";
import { currentMap } from "#lib/map/current.ts";

/** Why a page or a form was not answered in the ordinary way. */
export type Trouble = "foreign" | "large" | "unreadable" | "tooMany" | "trouble" | "unmade" | "codeFirst";

const statuses: Record<Trouble, number> = {
  foreign: 403,
  large: 413,
  unreadable: 400,
  tooMany: 429,
  trouble: 503,
  unmade: 503,
  codeFirst: 403,
};

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

/**
 * A whole page written by hand, for answers that need a status of their own where the framework can give none
 * without scripts. Uses the same styles as every page. `again` is one of our own paths, to try once more.
 */
export async function plainPage(why: Trouble, again?: string): Promise<Response> {
  const text = await readersText();
  const { t } = text;
  const [title, sentence] = wordsFor(why, t);
  const links = [
    ...(again ? [`<a class="button" href="${escaped(again)}">${escaped(t("trouble.again"))}</a>`] : []),
    `<a href="/">${escaped(t("refused.back"))}</a>`,
  ];
  const main = `<p class="lede">${escaped(sentence)}</p>
<p class="actions">${links.join(" ")}</p>`;
  return pageByHand(title, main, statuses[why], text);
}

/** The same for an answer of its own. `main` is markup, made by whoever calls. */
export function pageByHand(title: string, main: string, status: number, text: Text): Response {
  const { t, language, direction } = text;
  const html = `<!doctype html>
<html lang="${language}" dir="${direction}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escaped(title)}</title>
<link rel="stylesheet" href="/look.css">
</head>
<body>
<main class="inner">
<h1>${escaped(title)}</h1>
${main}
${contact(t)}
</main>
</body>
</html>
`;
  return new Response(html, {
    status,
    headers: { "Content-Type": "text/html; charset=utf-8", "Cache-Control": "private, no-store" },
  });
}

/** Whom to write to or call; without a readable map there is nobody to name. */
function contact(t: Text["t"]): string {
  try {
    const { email, phone } = currentMap().company.contact;
    const ways = [
      `${escaped(t("help.write"))}: <a href="mailto:${escaped(email)}">${escaped(email)}</a>`,
      ...(phone ? [`${escaped(t("help.call"))}: <bdi dir="ltr">${escaped(phone)}</bdi>`] : []),
    ];
    return `<h2>${escaped(t("help.title"))}</h2>\n<p>${ways.join("<br>")}</p>`;
  } catch {
    return "";
  }
}

function wordsFor(why: Trouble, t: Text["t"]): [string, string] {
  switch (why) {
    case "foreign":
      return [t("refused.foreignTitle"), t("refused.foreign")];
    case "large":
      return [t("refused.largeTitle"), t("refused.large")];
    case "unreadable":
      return [t("refused.formTitle"), t("refused.form")];
    case "tooMany":
      return [t("refused.tooManyTitle"), t("refused.tooMany")];
    case "trouble":
      return [t("trouble.title"), t("trouble.unsaved")];
    case "unmade":
      return [t("trouble.title"), t("trouble.unmade")];
    case "codeFirst":
      return [t("refused.codeTitle"), t("prove.download")];
  }
}
