import { type Html, html } from "./html.ts";
import type { Link } from "./page.ts";

/** What the stage knows about the world around it. */
export type Surroundings = {
  portalUrl: string;
  mailUrl: string;
  folder: string;
  shopUrl: string;
  ledgerUrl: string;
};

/** The stage's own pages. */
export const links: readonly Link[] = [
  { href: "/", text: "You are" },
  { href: "/mail", text: "Mail tray" },
  { href: "/trouble", text: "Trouble" },
  { href: "/look", text: "Look inside" },
];

/** `2026-11-22 04:56`, in UTC, in words that a screen reader reads well. */
export function when(iso: string): Html {
  return html`<time datetime="${iso}">${iso.slice(0, 16).replace("T", " ")}</time>`;
}
