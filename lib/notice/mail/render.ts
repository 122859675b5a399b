import { escapeHtml } from "#lib/core/escape-html.ts";
import { directionOf } from "#lib/core/languages.ts";
import { mailWords, type TemplateKind } from "./words.ts";

export type RenderedMail = { subject: string; text: string; html: string };

type House = { origin: string; company: string; contact: string };

/** Replaces `{name}` once from a closed list; any other braces stay letters (advisory ADV-15). */
function fill(template: string, vars: Record<string, string>): string {
  return template.replace(/\{([a-z]+)\}/g, (whole, name: string) =>
    Object.hasOwn(vars, name) ? (vars[name] ?? "") : whole,
  );
}

/** A path or whole link as a link on our own origin; anything that would lead elsewhere leads to our start page. */
function linkOn(origin: string, path: string): string {
  const target = URL.parse(path, origin);
  return target?.origin === new URL(origin).origin ? target.href : origin;
}

/**
 * A notice as a mail: subject, plain text and HTML with the same words. No picture, no tracking, system fonts.
 * The link always leads to our own origin.
 */
export function renderMail(
  kind: TemplateKind,
  language: string,
  vars: Record<string, string>,
  house: House,
): RenderedMail {
  const { language: written, words, foot: footOf } = mailWords(language, kind);
  const known = {
    ...vars,
    company: house.company,
    contact: house.contact,
  };
  const { subject, body, link } = words;
  const paragraphs = body.map((line) => fill(line, known));
  const path = link ? fill(link.path, known) : "";
  const url = linkOn(house.origin, path);
  const foot = footOf.map((line) => fill(line, known));
  return drawnMail({
    language: written,
    company: house.company,
    subject: fill(subject, known),
    paragraphs,
    strong: vars.code ?? vars.references,
    link: link ? { url, says: fill(link.says, known) } : null,
    foot,
  });
}

/** A mail in words: what stands in it, from top to bottom. `strong`: the paragraph that is a code or number. */
type MailInWords = {
  language: string;
  company: string;
  subject: string;
  paragraphs: readonly string[];
  strong?: string | undefined;
  link: { url: string; says: string } | null;
  foot: readonly string[];
};

/** The parts of a mail as plain text and as HTML. Everything that stands in it is shown as the letters it has. */
function drawnMail({
  language,
  company,
  subject,
  paragraphs,
  strong,
  link,
  foot,
}: MailInWords): RenderedMail {
  const text = [
    ...paragraphs,
    ...(link ? [`${link.says}:\n${link.url}`] : []),
    `-- \n${foot.join("\n")}`,
  ].join("\n\n");
  const html = [
    `<!doctype html><html lang="${language}" dir="${directionOf(language)}"><head><meta charset="utf-8"><title>${escapeHtml(subject)}</title></head>`,
    `<body style="margin:0;background:#FBF9F4;color:#17242C;font:18px/1.55 system-ui,sans-serif"><div style="max-width:34em;margin:0 auto;padding:32px 24px">`,
    `<p style="font:600 21px Georgia,serif;margin:0 0 24px;border-bottom:2px solid #17242C;padding-bottom:12px">${escapeHtml(company)}</p>`,
    ...paragraphs.map((line) =>
      line === strong
        ? `<p style="font:600 27px ui-monospace,monospace;letter-spacing:.08em;margin:20px 0" dir="ltr">${escapeHtml(line)}</p>`
        : `<p style="margin:0 0 16px">${escapeHtml(line).replaceAll("\n", "<br>")}</p>`,
    ),
    link
      ? `<p style="margin:24px 0"><a href="${escapeHtml(link.url)}" style="color:#0B5563">${escapeHtml(link.says)}</a></p>`
      : "",
    `<p style="margin:32px 0 0;padding-top:12px;border-top:1px solid #DDD6C8;color:#44525A;font-size:16px">${foot.map(escapeHtml).join("<br>")}</p>`,
    "</div></body></html>",
  ].join("\n");
  return { subject, text, html };
}

/** Words of our own that a member of staff wrote, under the same head and foot; no brace in them means anything. */
export function renderMessage(
  language: string,
  { reference, subject, text }: { reference: string; subject: string; text: string },
  house: House,
): RenderedMail & { parts: MailInWords } {
  const { language: written, words, foot } = mailWords(language, "message");
  const known = { reference, company: house.company, contact: house.contact };
  const path = fill(words.link?.path ?? "/", known);
  const parts = {
    language: written,
    company: house.company,
    subject: subject.replaceAll(/\s+/g, " "),
    paragraphs: text.split(/\n{2,}/),
    link: { url: linkOn(house.origin, path), says: fill(words.link?.says ?? "", known) },
    foot: foot.map((line) => fill(line, known)),
  };
  return { ...drawnMail(parts), parts };
}
