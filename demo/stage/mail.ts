import type { TrayMessage } from "#demo/mail/tray.ts";
import { links, when } from "./address.ts";
import { html, trusted } from "./html.ts";
import { page } from "./page.ts";

/** Every mail, newest first. */
export function trayPage(messages: readonly TrayMessage[], to: string | null): string {
  const rows = messages.slice(0, 200).map(
    (one) => html`<li class="row"><span><a href="/mail/${one.id}">${one.subject || "(no subject)"}</a><br>
      <span class="quiet">to <span class="mono">${one.to.join(", ")}</span></span></span><span class="quiet">${when(one.receivedAt)}</span></li>`,
  );
  return page({
    title: "Mail tray",
    links,
    here: "/mail",
    body: html`<h1>Mail tray</h1>
      ${to === null ? "" : html`<p>Only mail to <span class="mono">${to}</span>. <a href="/mail">Show all</a></p>`}
      ${rows.length === 0 ? html`<p>No mail yet. <a href="/mail">Look again</a></p>` : html`<ul class="rows">${rows}</ul>`}`,
  });
}

/** A text with its addresses as links. */
function linked(text: string) {
  return text
    .split(/(https?:\/\/[^\s<>"')]+)/)
    .map((part, at) => (at % 2 === 1 ? html`<a href="${part}">${part}</a>` : part));
}

/** One mail: its text, and its HTML in a frame in which nothing can run. */
export function messagePage(message: TrayMessage): string {
  const files = message.attachments.map(
    (one) => html`<li>${one.name} <span class="quiet">${one.type}, ${one.bytes} bytes</span></li>`,
  );
  return page({
    title: message.subject || "Mail",
    links,
    body: html`<p style="margin-top:24px"><a href="/mail">All mail</a></p>
      <h1>${message.subject || "(no subject)"}</h1>
      <dl><dt>To</dt><dd><a class="mono" href="/mail?to=${encodeURIComponent(message.to[0] ?? "")}">${message.to.join(", ")}</a></dd>
      <dt>From</dt><dd class="mono">${message.from}</dd><dt>Received</dt><dd>${when(message.receivedAt)}</dd></dl>
      ${files.length > 0 && html`<h2>Files</h2><ul>${files}</ul>`}
      <h2>Text</h2><pre dir="auto">${linked(message.text)}</pre>
      ${
        message.html !== "" &&
        html`<h2>As a mail program shows it</h2>
      <iframe title="The mail with its design" sandbox="allow-popups allow-popups-to-escape-sandbox" src="/mail/${message.id}/html"></iframe>`
      }`,
  });
}

/** The mail's own HTML, for the frame. Links open in a new tab; the answer's policy forbids everything else. */
export function messageHtml(message: TrayMessage): string {
  return html`<base target="_blank">${trusted(message.html)}`.safe;
}
