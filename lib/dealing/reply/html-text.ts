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

/**
 * The words of a mail that has a design only. The design is never shown to anybody: what is quoted below the answer is
 * left out, ends of paragraphs become lines, and everything else between angle brackets is dropped. Pure.
 */
export function textOfHtml(html: string): string {
  const cut = html
    .slice(0, most)
    .search(/<blockquote\b|<div[^>]{0,200}class="gmail_quote|<div[^>]{0,200}id="appendonsend"/i);
  const above = cut > 0 ? html.slice(0, cut) : html.slice(0, most);
  return withoutHidden(above)
    .replaceAll(/[\t\n\r ]+/g, " ")
    .replaceAll(/<br\b[^>]{0,200}>/gi, "\n")
    .replaceAll(/<\/(p|div|li|tr|h[1-6])>/gi, "\n")
    .replaceAll(/<[^>]{0,5000}>/g, "")
    .replaceAll(
      /&(#x[0-9a-f]{1,6}|#[0-9]{1,7}|[a-z]{2,6});/gi,
      (whole, name: string) => letterOf(name) ?? whole,
    )
    .split("\n")
    .map((line) => line.trim())
    .join("\n")
    .replaceAll(/\n{3,}/g, "\n\n")
    .trim();
}

/** Without what no mail program shows: scripts, styles, comments. */
function withoutHidden(html: string): string {
  let kept = "";
  let rest = html;
  for (;;) {
    const from = rest.search(/<(script|style|head|title)\b|<!--/i);
    if (from < 0) return kept + rest;
    kept += rest.slice(0, from);
    const opened = /^<(script|style|head|title)\b|^<!--/i.exec(rest.slice(from, from + 12));
    const end = opened?.[1] === undefined ? "-->" : `</${opened[1].toLowerCase()}`;
    const place = rest.toLowerCase().indexOf(end, from);
    if (place < 0) return kept;
    const after = end === "-->" ? place + 3 : rest.indexOf(">", place) + 1;
    if (after <= 0) return kept;
    rest = rest.slice(after);
  }
}

function letterOf(name: string): string | undefined {
  if (!name.startsWith("#")) return named[name.toLowerCase()];
  const code = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
  return code > 31 && code < 0x110000 && !(code >= 0xd800 && code < 0xe000) ? String.fromCodePoint(code) : "";
}
