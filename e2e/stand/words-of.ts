import { get } from "./form.ts";

const tags = /<(script|style|svg)\b[\s\S]*?<\/\1>|<!--[\s\S]*?-->/g;
/** Parts that say of themselves that they are in another language: names of laws, titles of letters. */
const inEnglish = /<(\w+)\b[^>]*\slang="en"[^>]*>[\s\S]*?<\/\1>/g;
const entities: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', nbsp: " ", "#x27": "'" };

/** The texts of a page as somebody reads them, one for each stretch between two tags. Attributes that are read out count. */
export function textsOf(html: string): string[] {
  const spoken = [...html.matchAll(/\b(?:aria-label|alt|title|placeholder)="([^"]+)"/g)].map(
    ([, text]) => text,
  );
  const body = html.replace(/^[\s\S]*?<body/, "<body").replace(inEnglish, "");
  const shown = body.replace(tags, "").split(/<[^>]*>/);
  return [...shown, ...spoken]
    .map((text = "") =>
      text
        .replace(/&(#x27|[a-z]+);/g, (sign, name: string) => entities[name] ?? sign)
        .replace(/\s+/g, " ")
        .trim(),
    )
    .filter((text) => text !== "");
}

/** A page in a language, as whoever holds the cookies gets it. */
export async function pageIn(
  path: string,
  language: string,
  cookies = "",
): Promise<{ html: string; status: number }> {
  const answer = await get(path, {
    "accept-language": language,
    cookie: [cookies, `habeas_language=${language}`].filter(Boolean).join("; "),
  });
  return { html: answer.text, status: answer.status };
}

/** Whether a text is a sentence or name of ours in English: words of small letters, of which at least two are English. */
const plainEnglish =
  /\b(the|you|your|we|our|and|of|to|is|are|for|with|this|that|not|what|how|who|can|will|have|from|by|on|it|send|delete|copy|data|request)\b/gi;

/** English texts of a page that are the same in another language: words that nobody translated. */
export function leftInEnglish(english: readonly string[], other: readonly string[]): string[] {
  const said = new Set(other);
  return [...new Set(english)].filter(
    (text) => said.has(text) && (text.match(plainEnglish)?.length ?? 0) >= 2 && !/[@/]/.test(text),
  );
}
