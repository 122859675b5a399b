import { html, type Markup, page } from "#lib/bundle/html.ts";
import { css } from "#lib/bundle/style.ts";
import type { Block, LetterContent } from "./content.ts";

/** The letter as a page of its own: opens offline, prints, carries no script. */
export function letterHtml(content: LetterContent): string {
  const { language, direction, title } = content;
  const body = html`<body>
<main class="main plain">${content.blocks.map((block) => drawn(block, direction))}
</main>
</body>`;
  return page({ language, direction, title, css, body });
}

/** Names and addresses stand in isolates, so a text runs as its letter does, also where it begins with one of them. */
function drawn(block: Block, dir: "ltr" | "rtl"): Markup {
  switch (block.kind) {
    case "title":
      return html`
<h1>${block.text}</h1>`;
    case "heading":
      return html`
<h2>${block.text}</h2>`;
    case "subheading":
      return html`
<h3>${block.text}</h3>`;
    case "paragraph":
      return html`
<p dir="${dir}">${block.text}</p>`;
    case "lines":
      return html`
<p>${block.lines.map((line, i) => html`${i > 0 ? html`<br>` : null}<bdi>${line}</bdi>`)}</p>`;
    case "list":
      return html`
<ul>${block.items.map((item) => html`<li dir="${dir}">${item}</li>`)}</ul>`;
  }
}
