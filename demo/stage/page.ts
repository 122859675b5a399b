import { readFileSync } from "node:fs";
import { type Html, html, trusted } from "./html.ts";

const sheets = ["../../app/_ui/look/tokens.css", "tokens.css", "stage.css"].map((name) =>
  readFileSync(new URL(name, import.meta.url), "utf8"),
);
const css = trusted(sheets.join("\n"));

const faces: [file: string, family: string][] = [
  ["newsreader", "Newsreader Variable"],
  ["atkinson-hyperlegible-next", "Atkinson Hyperlegible Next Variable"],
  ["atkinson-hyperlegible-mono", "Atkinson Hyperlegible Mono Variable"],
];

/** The font files that the stage serves, by the last part of their address. */
export const fontNames: readonly string[] = faces.map(([file]) => file);

const fontRules = trusted(
  faces
    .map(
      ([file, family]) =>
        `@font-face{font-family:"${family}";font-display:swap;font-weight:200 800;src:url("/fonts/${file}.woff2") format("woff2")}`,
    )
    .join(""),
);

/** One link of the ribbon. */
export type Link = { href: string; text: string };

/** A whole page. Pages without `links` are not the stage's own and load no fonts. */
export type PageContent = { title: string; body: Html; links?: readonly Link[]; here?: string };

/** Renders a page in the look of the product, under the ribbon that says that nothing here is real. */
export function page(content: PageContent): string {
  const links = (content.links ?? []).map(
    (link) =>
      html`<a href="${link.href}"${link.href === content.here ? trusted(' aria-current="page"') : ""}>${link.text}</a>`,
  );
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${content.title} · Larkspur demo</title>
<link rel="icon" href="data:,">
<style>${content.links === undefined ? "" : fontRules}${css}</style>
</head>
<body>
<header class="ribbon"><strong>Demo. Nothing here is real.</strong>${links.length > 0 && html`<nav aria-label="Stage">${links}</nav>`}</header>
<main>${content.body}</main>
</body>
</html>`.safe;
}
