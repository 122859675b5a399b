import { escapeHtml } from "#lib/core/escape-html.ts";
import type { Checked } from "./checklist.ts";
import type { Evidence } from "./gather.ts";
import { style } from "./style.ts";

type Cell = string | number | boolean | Date | null | undefined | readonly string[];

function words(cell: Cell): string {
  if (cell === null || cell === undefined || cell === "") return "–";
  if (cell instanceof Date) return cell.toISOString().slice(0, 16).replace("T", " ");
  if (typeof cell === "boolean") return cell ? "yes" : "no";
  if (Array.isArray(cell)) return cell.length === 0 ? "–" : cell.join(", ");
  return `${cell}`;
}

const plain = (code: string): string => code.replaceAll("_", " ");

function table(caption: string, head: readonly string[], rows: readonly (readonly Cell[])[]): string {
  if (rows.length === 0) return "";
  const line = (cells: readonly string[], tag: "th" | "td") =>
    `<tr>${cells.map((cell) => `<${tag}>${escapeHtml(cell)}</${tag}>`).join("")}</tr>`;
  return `<h3>${escapeHtml(caption)}</h3>\n<table><thead>${line(head, "th")}</thead><tbody>\n${rows
    .map((cells) => line(cells.map(words), "td"))
    .join("\n")}\n</tbody></table>\n`;
}

/** The beginning of index.html: what the pack is, and how it is checked. `about`: what it was asked for, in words. */
export function opening({ company, about, made, by, withWords }: Cover): string {
  const says = withWords
    ? "It holds what was written to the person and by them, in letters.ndjson and messages.ndjson. Keep it as you keep their data."
    : "It holds no personal data of the people who asked. What was written to them is not in it.";
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Evidence: ${escapeHtml(about)}</title><style>${style}</style></head><body>
<header><p class="kicker">${escapeHtml(company)}</p><h1>Evidence</h1><p class="about">${escapeHtml(about)}</p>
<p>Made ${escapeHtml(made.toISOString().slice(0, 16).replace("T", " "))} UTC by ${escapeHtml(by)}. ${says}</p>
<p>To check that nothing was changed: <code>node verify.mjs</code> in this folder. README.txt says how it is done by hand.
Members of staff are named by number in the tables; staff.ndjson has their names.</p></header>\n`;
}

export type Cover = { company: string; about: string; made: Date; by: string; withWords: boolean };

export const ending = (requests: number): string =>
  `<footer><p>${requests} ${requests === 1 ? "request" : "requests"}. End of the pack.</p></footer></body></html>\n`;

/** One request on paper: everything that shows how it was handled. */
export function section(one: Evidence, checklist: readonly Checked[]): string {
  const { request: r } = one;
  const facts: [string, Cell][] = [
    ["Right", plain(r.right)],
    ["Law that leads", r.regime],
    ["All laws", r.laws.map(({ law, reason }) => `${law} (${plain(reason)})`)],
    ["Received", `${r.receivedDay}, by ${plain(r.channel)}`],
    ["Receipt confirmed", r.acknowledgedDay],
    ["Identity proven", r.verifiedAt ? `${words(r.verifiedAt)}, ${plain(r.verifiedHow ?? "")}` : null],
    ["Legal due day", r.legalDue],
    ["Cautious due day", r.safeDue],
    ["Answered", r.answeredDay],
    ["Refused", r.refusedDay],
    ["Stands", plain(r.status)],
  ];
  return `<section><h2>${escapeHtml(r.reference)}</h2>
<dl>${facts.map(([name, value]) => `<div><dt>${name}</dt><dd>${escapeHtml(words(value))}</dd></div>`).join("")}</dl>
${clocks(one)}${table(
  "What the law asks for, and how it stands",
  ["What", "Stands", "Why", "By"],
  checklist.map((line) => [line.title, plain(line.state), line.why, line.cite]),
)}${table(
  "What was decided",
  ["Outcome", "State", "Grounds", "By", "Approved by", "Sent", "SHA-256 of what was approved"],
  one.decisions.map((d) => [
    d.outcome,
    d.state,
    d.grounds,
    d.by,
    d.approvedBy,
    d.sentDay,
    d.sha256_of_what_was_approved,
  ]),
)}${table(
  "More time and questions",
  ["What", "Day", "By", "Why", "Answered"],
  [
    ...one.extensions.map((e): Cell[] => [
      `more time under ${e.law}`,
      e.sentDay,
      e.by,
      plain(e.reason),
      null,
    ]),
    ...one.questions.map((q): Cell[] => [
      `asked about ${q.about}`,
      q.askedDay,
      q.askedBy,
      q.evidence,
      q.answeredDay,
    ]),
    ...one.fees.map((f): Cell[] => [`fee ${f.state}`, f.askedDay, f.by, plain(f.reason), f.paidDay]),
  ],
)}${table(
  "Systems",
  ["System", "Came to", "Records", "Files", "Asked", "Answered"],
  one.systems.map((s) => [
    s.systemId,
    s.outcome ?? s.state,
    s.records,
    s.files,
    s.askedAt ?? s.createdAt,
    s.answeredAt,
  ]),
)}${table(
  "Notices to the person",
  ["Kind", "Language", "Owed", "Sent", "Came back"],
  one.notices.map((n) => [plain(n.kind), n.language, n.createdAt, n.sentAt, n.bouncedAt]),
)}${table(
  "Packages",
  ["Number", "In part", "Released by", "Ready", "Fetched", "SHA-256"],
  one.packages.map((p) => [p.number, p.partial, p.releasedBy, p.readyAt, p.downloads, p.sha256]),
)}${erasures(one)}${table(
  "Recipients who were told",
  ["Recipient", "Country", "About", "System", "How", "Stands", "Sent", "Answered"],
  one.recipients.map((t) => [
    t.name,
    t.country,
    t.action,
    t.systemId,
    t.how,
    t.standing,
    t.sentAt,
    t.answeredAt,
  ]),
)}${table(
  "Signed receipts",
  ["About", "System", "Key"],
  one.receipts.map((t) => [plain(t.about), t.system, t.keyId]),
)}${table(
  "What happened",
  ["", "When (UTC)", "Who", "What"],
  one.timeline.map((t) => [t.position, t.at, t.by, t.sentence]),
)}<p class="head">Head of its log: <code>${escapeHtml(one.chain.head?.head ?? "none")}</code></p></section>\n`;
}

function clocks(one: Evidence): string {
  const each = one.clocks.map(
    (c) => `<details open><summary>${escapeHtml(`${c.law}, ${plain(c.kind)}: ${plain(c.state)}`)}
${escapeHtml(` · legal ${c.legalDue ?? "–"} · cautious ${c.safeDue ?? "–"} · met ${c.metOn ?? "–"}${c.late ? " · LATE" : ""}`)}</summary>
<ol>${c.in_words.map((step) => `<li>${escapeHtml(step)}</li>`).join("")}</ol></details>`,
  );
  const moved = table(
    "What moved the clocks",
    ["", "Why", "By", "Approved by", "When (UTC)"],
    one.clockChanges.map((c) => [c.number, plain(c.cause), c.by, c.approvedBy, c.at]),
  );
  return each.length > 0 ? `<h3>How each day was found</h3>\n${each.join("\n")}\n${moved}` : moved;
}

const erasures = (one: Evidence): string =>
  one.erasures
    .map(
      (plan) =>
        table(
          `Erasure ${plan.number}: ${plain(plan.state)}. Approved by ${plan.first_approval.by ?? "–"} and ${plan.second_approval.by ?? "–"}`,
          ["System", "Came to", "Planned", "Changed", "Gone", "Asked again", "Still there", "Came back"],
          plan.systems.map((s) => [
            s.system,
            s.outcome,
            s.rows_planned,
            s.rows_changed,
            s.rows_gone,
            s.asked_again_at,
            s.rows_still_there,
            s.rows_that_came_back,
          ]),
        ) +
        table(
          "What stays",
          ["System", "What", "Ground", "Until", "Rows"],
          plan.stays.map((s) => [s.systemId, s.collection, plain(s.ground), s.until, s.rows]),
        ),
    )
    .join("");
