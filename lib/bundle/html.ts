import { createHash } from "node:crypto";
import { escapeHtml } from "#lib/core/escape-html.ts";

/** Markup that was made by `html`: the only thing that enters a page without being escaped. */
export class Markup {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

type Part = string | number | Markup | null | readonly Part[];

/** A template whose values are always escaped, attributes included (which therefore stand in quotes). */
export function html(strings: TemplateStringsArray, ...values: Part[]): Markup {
  return new Markup(
    strings.map((string, i) => string + (i < values.length ? marked(values[i]) : "")).join(""),
  );
}

function marked(part: Part | undefined): string {
  if (part === null || part === undefined) return "";
  if (part instanceof Markup) return part.text;
  if (typeof part === "object") return part.map(marked).join("");
  return escapeHtml(printable(String(part)));
}

/** Letters that HTML cannot hold (NUL, lone surrogates and other controls) are shown as U+FFFD. */
function printable(text: string): string {
  return text.toWellFormed().replace(/(?![\t\n\r])\p{Cc}|[\uFDD0-\uFDEF]/gu, "\uFFFD");
}

export type Page = {
  language: string;
  direction: "ltr" | "rtl";
  title: string;
  css: string;
  body: Markup;
  /** Classic scripts beside the page, in order, and the style that they need. Without them the page allows no script. */
  viewer?: { scripts: readonly string[]; style: string };
};

/**
 * A whole page that needs no network and allows none: no image, its style known by its hash, at most the font that this
 * style carries. Scripts, where it has any, are files of the bundle: nothing inline, no connection, and no text can become
 * markup in them (`require-trusted-types-for`). `file:` stands beside `'self'` for browsers in which a file is nobody's own.
 */
export function page({ language, direction, title, css, body, viewer }: Page): string {
  const hash = createHash("sha256").update(css).digest("base64");
  const own = "'self' file:";
  const policy = viewer
    ? `default-src 'none'; script-src ${own}; style-src 'sha256-${hash}' ${own}; font-src data:; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types habeas`
    : `default-src 'none'; style-src 'sha256-${hash}'; font-src data:; base-uri 'none'; form-action 'none'`;
  return html`<!doctype html>
<html lang="${language}" dir="${direction}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<style>${new Markup(css)}</style>
${viewer ? html`<link rel="stylesheet" href="${viewer.style}">${viewer.scripts.map((path) => html`<script src="${path}" defer></script>`)}` : null}
</head>
${body}
</html>
`.text;
}
