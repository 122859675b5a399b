import { escapeHtml } from "#lib/core/escape-html.ts";
import { directionOf } from "#lib/core/languages.ts";
import type { Block } from "../letter/content.ts";
import { letterText } from "../letter/text.ts";
import type { RenderedMail } from "../mail/render.ts";
import { dutyWords } from "./catalogues.ts";
import type { DutyHouse, DutyText } from "./content.ts";

/** A notice of duty as a mail: its whole text in plain text and HTML, one link to the person's own page. */
export function dutyMail(written: DutyText, reference: string, house: DutyHouse): RenderedMail {
  const { words } = dutyWords(written.language);
  const direction = directionOf(written.language);
  const page = new URL(`/r/${reference}`, house.origin).href;
  const foot = [`${house.legalName}, ${house.contact}`, words.contact.quote(reference)];
  const content = { ...written, direction };
  const text = [
    letterText(content).trimEnd(),
    `${words.page}\r\n${page}`,
    `-- \r\n${foot.join("\r\n")}`,
  ].join("\r\n\r\n");
  const html = [
    `<!doctype html><html lang="${written.language}" dir="${direction}"><head><meta charset="utf-8"><title>${escapeHtml(written.subject)}</title></head>`,
    `<body style="margin:0;background:#FBF9F4;color:#17242C;font:18px/1.55 system-ui,sans-serif"><div style="max-width:34em;margin:0 auto;padding:32px 24px">`,
    `<p style="font:600 21px Georgia,serif;margin:0 0 24px;border-bottom:2px solid #17242C;padding-bottom:12px">${escapeHtml(house.company)}</p>`,
    ...written.blocks.map(drawn),
    `<p style="margin:24px 0"><a href="${escapeHtml(page)}" style="color:#0B5563">${escapeHtml(words.page)}</a></p>`,
    `<p style="margin:32px 0 0;padding-top:12px;border-top:1px solid #DDD6C8;color:#44525A;font-size:16px">${foot.map(escapeHtml).join("<br>")}</p>`,
    "</div></body></html>",
  ].join("\n");
  return { subject: written.subject, text, html };
}

function drawn(block: Block): string {
  switch (block.kind) {
    case "title":
      return `<h1 style="font:600 27px/1.25 Georgia,serif;margin:0 0 16px">${escapeHtml(block.text)}</h1>`;
    case "heading":
    case "subheading":
      return `<h2 style="font:600 20px/1.3 Georgia,serif;margin:24px 0 8px">${escapeHtml(block.text)}</h2>`;
    case "paragraph":
      return `<p style="margin:0 0 16px">${escapeHtml(block.text)}</p>`;
    case "lines":
      return `<p style="margin:0 0 16px">${block.lines.map(escapeHtml).join("<br>")}</p>`;
    case "list":
      return `<ul>${block.items.map((item) => `<li>${escapeHtml(item)}</li>`).join("")}</ul>`;
  }
}
