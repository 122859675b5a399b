import { escapeHtml } from "#lib/core/escape-html.ts";
import { directionOf } from "#lib/core/languages.ts";

/** The opt-out icon of California (11 CCR § 7015), drawn with its own colours: the sign beside "Your Privacy Choices". */
const optOutIcon =
  '<svg xmlns="http://www.w3.org/2000/svg" width="30" height="14" viewBox="0 0 60 28" aria-hidden="true" focusable="false">' +
  '<path d="M14 1h32a13 13 0 0 1 0 26H14a13 13 0 0 1 0-26z" fill="#fff" stroke="#06f" stroke-width="2"/>' +
  '<path d="M14 0h19l-8 28H14a14 14 0 0 1 0-28z" fill="#06f"/>' +
  '<path d="m9 14 4 5 9-10" fill="none" stroke="#fff" stroke-width="3"/>' +
  '<path d="m37 9 10 10m0-10-10 10" fill="none" stroke="#06f" stroke-width="3"/></svg>';

const styles = {
  link: "color:inherit;text-decoration:underline",
  button:
    "display:inline-block;padding:12px 20px;border:2px solid currentColor;border-radius:4px;color:inherit;text-decoration:none;font-weight:600",
  choices: "display:inline-flex;align-items:center;gap:8px;color:inherit;text-decoration:underline",
} as const;

/** A link for another website, ready to be copied: no script, nothing that is loaded, no cookie. */
export function snippet(
  kind: keyof typeof styles,
  { href, words, language }: { href: string; words: string; language: string },
): string {
  const icon = kind === "choices" ? ` ${optOutIcon}` : "";
  const spoken = `lang="${language}" dir="${directionOf(language)}"`;
  return `<a href="${escapeHtml(href)}" ${spoken} style="${styles[kind]}">${escapeHtml(words)}${icon}</a>`;
}
