const named: Readonly<Record<string, string>> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  apos: "'",
  nbsp: " ",
};
/** Letters of a design that are looked at. */
const most = 500_000;

const hidden = /^(script|style|head|title)\b/i;
const quoted = /^(blockquote\b|div\b.*(class="gmail_quote|id="appendonsend))/is;
const endsLine = /^(br\b|\/(p|div|li|tr|h[1-6])\b)/i;

/**
 * The words of a mail that has a design only. The design is never shown to anybody: what is quoted below the answer is
 * left out, ends of paragraphs become lines, and everything else between angle brackets is dropped. Pure; each letter is
 * looked at a fixed number of times, whatever a stranger sends.
 */
export function textOfHtml(html: string): string {
  const lines = wordsOf(html.slice(0, most))
    .replaceAll(
      /&(#x[0-9a-f]{1,6}|#[0-9]{1,7}|[a-z]{2,6});/gi,
      (whole, name: string) => letterOf(name) ?? whole,
    )
    .split("\n")
    .map((line) => line.trim());
  return lines
    .join("\n")
    .replaceAll(/\n{3,}/g, "\n\n")
    .trim();
}

function wordsOf(html: string): string {
  const lower = html.toLowerCase();
  let words = "";
  let at = 0;
  for (;;) {
    const tag = html.indexOf("<", at);
    words += html.slice(at, tag < 0 ? undefined : tag).replaceAll(/[\t\n\r ]+/g, " ");
    if (tag < 0) return words;
    const comment = html.startsWith("<!--", tag);
    const end = comment ? html.indexOf("-->", tag + 4) : html.indexOf(">", tag);
    if (end < 0) return words;
    const inside = comment ? "" : html.slice(tag + 1, Math.min(end, tag + 300));
    if (quoted.test(inside) && words.trim() !== "") return words;
    if (endsLine.test(inside)) words += "\n";
    const name = hidden.exec(inside)?.[1]?.toLowerCase();
    const closing = name === undefined ? end : lower.indexOf(`</${name}`, end);
    if (closing < 0) return words;
    at = name === undefined ? end + (comment ? 3 : 1) : closing;
  }
}

function letterOf(name: string): string | undefined {
  if (!name.startsWith("#")) return named[name.toLowerCase()];
  const code = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
  return code > 31 && code < 0x110000 && !(code >= 0xd800 && code < 0xe000) ? String.fromCodePoint(code) : "";
}
