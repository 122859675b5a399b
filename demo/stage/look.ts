import { people, type StoryPerson } from "#demo/people.ts";
import type { TrueRow, Truth } from "#demo/truth.ts";
import { links } from "./address.ts";
import { type Html, html } from "./html.ts";
import { page } from "./page.ts";

const SHOWN = 25;

function cell(value: unknown): string {
  if (value === null || value === undefined) return "";
  const text = typeof value === "string" ? value : JSON.stringify(value);
  return text.length > 120 ? `${text.slice(0, 117)}…` : text;
}

function rowsTable(name: string, rows: readonly TrueRow[]): Html {
  const columns = Object.keys(rows[0] ?? {});
  return html`<div class="scroll" tabindex="0" role="region" aria-label="${name}"><table><thead><tr>${columns.map((one) => html`<th scope="col">${one}</th>`)}</tr></thead>
    <tbody>${rows.slice(0, SHOWN).map((row) => html`<tr>${columns.map((one) => html`<td dir="auto">${cell(row[one])}</td>`)}</tr>`)}</tbody></table></div>
    ${rows.length > SHOWN && html`<p class="quiet">The first ${SHOWN} of ${rows.length.toLocaleString("en")} rows.</p>`}`;
}

/** Whose rows to look at. */
export function lookPage(): string {
  const rows = people.map(
    (one) =>
      html`<li class="row"><span><a href="/look/${one.key}">${one.name}</a> <span class="mono quiet">${one.email}</span></span></li>`,
  );
  return page({
    title: "Look inside",
    links,
    here: "/look",
    body: html`<h1>Look inside</h1>
      <p>What the six systems themselves hold about one person, read straight from them and not through Habeas.</p>
      <ul class="rows">${rows}</ul>`,
  });
}

/** Everything that the systems hold about one person. */
export function personPage(who: StoryPerson, truth: Truth): string {
  const all = [...truth.entries()];
  const held = all.filter(([, rows]) => rows.length > 0);
  const empty = all.filter(([, rows]) => rows.length === 0).map(([name]) => name);
  // Attachments belong to a message and are not records of their own.
  const total = all
    .filter(([name]) => name !== "support/attachments")
    .reduce((sum, [, rows]) => sum + rows.length, 0);
  return page({
    title: who.name,
    links,
    body: html`<p style="margin-top:24px"><a href="/look">Everybody</a></p>
      <h1>${who.name}</h1>
      <p>${who.story}</p>
      <p><strong>${total.toLocaleString("en")}</strong> records. Hank's lines for this person: <a href="/look/${who.key}/loyalty.csv">as a CSV file</a>.</p>
      ${held.map(([name, rows]) => html`<h2>${name} <span class="quiet">${rows.length.toLocaleString("en")}</span></h2>${rowsTable(name, rows)}`)}
      ${empty.length > 0 && html`<h2>Nothing held</h2><p>${empty.join(", ")}</p>`}`,
  });
}
