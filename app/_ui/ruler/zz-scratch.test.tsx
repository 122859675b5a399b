import { readFileSync, writeFileSync } from "node:fs";
import { renderToStaticMarkup } from "react-dom/server";
import { it } from "vitest";
import { textFor } from "#app/_text/text.ts";
import { rulerOf } from "#app/desk/_kit/ruler.ts";
import { Clock } from "#app/desk/_request/Clock.tsx";
import type { Deadline } from "#lib/request/views.ts";
import { WhyThisDate } from "../../(portal)/r/[ref]/_track/WhyThisDate.tsx";
import { DeadlineRuler } from "./DeadlineRuler.tsx";
import { rulerFacts } from "./facts.ts";
import { rulerWords } from "./words.ts";

const base: Deadline = {
  receivedDay: "2026-03-03",
  legalDue: "2026-04-03",
  safeDue: "2026-04-03",
  today: "2026-03-12",
  state: "running",
  ifAnsweredToday: null,
  pauses: [],
  firstDue: null,
  extension: null,
  targets: [],
  forecast: null,
  ruleVersion: "EU_GDPR@1",
  derivation: [
    { sentence: "We received this on Tuesday 3 March 2026.", source: null },
    {
      sentence: "One month later is Friday 3 April 2026.",
      source: {
        cite: "GDPR Art 12(3); Regulation 1182/71 Art 3",
        url: "https://eur-lex.europa.eu/eli/reg/2016/679/oj",
      },
    },
    {
      sentence:
        "Friday 3 April 2026 is a public holiday, so the law allows the next working day, Tuesday 7 April 2026.",
      source: { cite: "Regulation 1182/71 Art 3(4)", url: null },
    },
  ],
  clocks: [],
  usual: { from: 4, to: 12 },
};
const longer = {
  firstDue: "2026-04-03",
  extension: { sent: "2026-03-20", reason: "complexity" as const },
  legalDue: "2026-06-03",
  safeDue: "2026-06-03",
};
const cases: [string, Deadline][] = [
  ["running", base],
  [
    "paused now",
    {
      ...base,
      state: "paused",
      ifAnsweredToday: "2026-04-09",
      pauses: [{ from: "2026-03-06", to: null, about: "identity" }],
    },
  ],
  [
    "paused today",
    {
      ...base,
      state: "paused",
      ifAnsweredToday: "2026-04-03",
      usual: null,
      pauses: [{ from: "2026-03-12", to: null, about: "identity" }],
    },
  ],
  [
    "paused before",
    {
      ...base,
      today: "2026-03-20",
      safeDue: "2026-04-09",
      legalDue: "2026-04-09",
      pauses: [{ from: "2026-03-06", to: "2026-03-12", about: "clarification" }],
    },
  ],
  ["extended", { ...base, ...longer, today: "2026-03-22" }],
  [
    "in the longer time, paused twice",
    {
      ...base,
      ...longer,
      today: "2026-04-20",
      pauses: [
        { from: "2026-03-06", to: "2026-03-12", about: "identity" },
        { from: "2026-04-08", to: "2026-04-12", about: "clarification" },
      ],
      targets: ["2026-03-05", "2026-03-10", "2026-04-28", "2026-05-20"],
      forecast: "2026-05-26",
    },
  ],
  [
    "targets and late forecast",
    { ...base, targets: ["2026-03-05", "2026-03-10", "2026-03-24", "2026-03-30"], forecast: "2026-04-10" },
  ],
  ["soon", { ...base, today: "2026-03-30", targets: ["2026-03-24"], forecast: "2026-04-02" }],
  ["late, extended", { ...base, ...longer, today: "2026-06-06" }],
  ["not started", { ...base, state: "not_started", usual: null, ifAnsweredToday: "2026-04-12" }],
];
const clocks: Deadline["clocks"] = [
  {
    law: "GDPR",
    kind: "answer",
    state: "running",
    legalDue: "2026-06-03",
    safeDue: "2026-06-02",
    actBy: "2026-06-02",
    metOn: null,
    late: false,
    steps: base.derivation,
    warnings: [],
  },
  {
    law: "GDPR",
    kind: "extension_notice",
    state: "done",
    legalDue: "2026-04-03",
    safeDue: "2026-04-03",
    actBy: "2026-04-02",
    metOn: "2026-03-20",
    late: false,
    steps: base.derivation,
    warnings: [],
  },
  {
    law: "CCPA",
    kind: "acknowledge",
    state: "overdue",
    legalDue: "2026-03-17",
    safeDue: "2026-03-17",
    actBy: "2026-03-17",
    metOn: null,
    late: false,
    steps: base.derivation,
    warnings: ["The public holidays of that year are not loaded for this place."],
  },
  {
    law: "CCPA",
    kind: "answer",
    state: "paused",
    legalDue: null,
    safeDue: null,
    actBy: null,
    metOn: null,
    late: false,
    steps: base.derivation,
    warnings: [],
  },
  {
    law: "CCPA",
    kind: "opt_out_effect",
    state: "done",
    legalDue: "2026-03-24",
    safeDue: "2026-03-24",
    actBy: "2026-03-24",
    metOn: "2026-03-27",
    late: true,
    steps: base.derivation,
    warnings: [],
  },
  {
    law: "CCPA",
    kind: "retention",
    state: "running",
    legalDue: "2028-03-03",
    safeDue: "2028-03-03",
    actBy: "2028-03-03",
    metOn: null,
    late: false,
    steps: base.derivation,
    warnings: [],
  },
];
const root = new URL("../../../", import.meta.url);
const css = [
  "app/_ui/look/tokens.css",
  "app/_ui/look/base.css",
  "app/_ui/look/controls.css",
  "app/_ui/look/forms.css",
  "app/_ui/look/page.css",
  "app/_ui/look/parts.css",
  "app/_ui/look/ruler.css",
];
const deskCss = [
  "app/desk/desk.css",
  "app/desk/_look/queue.css",
  "app/desk/_look/request.css",
  "app/desk/_look/clock.css",
  "app/desk/_look/findings.css",
];
const font = (family: string, file: string) =>
  `@font-face{font-family:"${family}";src:url(file://${new URL(`node_modules/@fontsource-variable/${file}`, root).pathname});font-weight:200 800}`;
const read = (names: string[]) =>
  names.map((n) => readFileSync(new URL(n, root), "utf8").replace(/@import [^;]+;/g, "")).join("\n");
const page = (html: string, extra: string[] = [], attrs = "") =>
  `<!doctype html><html lang="en" ${attrs}><meta charset="utf-8"><meta name="viewport" content="width=device-width"><style>${font("Atkinson Next", "atkinson-hyperlegible-next/files/atkinson-hyperlegible-next-latin-wght-normal.woff2")}${font("Newsreader", "newsreader/files/newsreader-latin-wght-normal.woff2")}${read([...css, ...extra])}</style><body>${html}</body></html>`;
const text = textFor("en");
it("draws", () => {
  const person = (mirror: boolean) =>
    cases
      .map(([name, d]) => {
        const input = rulerFacts(d);
        return `<h2>${name}</h2>${renderToStaticMarkup(<DeadlineRuler input={input} words={rulerWords(text, input)} mirror={mirror} />)}`;
      })
      .join("");
  const wrap = (html: string) =>
    `<main class="column" style="max-width:760px;margin:auto;padding:16px">${html}</main>`;
  const why = renderToStaticMarkup(<WhyThisDate deadline={cases[5]?.[1] ?? base} text={text} />).replace(
    "<details",
    "<details open",
  );
  writeFileSync("/tmp/habeas-ruler/person.html", page(wrap(person(false) + why)));
  writeFileSync("/tmp/habeas-ruler/rtl.html", page(wrap(person(true)), [], 'dir="rtl"'));
  const desk = cases
    .map(([name, d]) => {
      const input = rulerOf(d, "collecting");
      const words = rulerWords(text, input, "desk");
      return `<h3>${name}</h3>${renderToStaticMarkup(<DeadlineRuler input={input} words={words} />)}<p class="cell-deadline">${renderToStaticMarkup(<DeadlineRuler input={input} words={words} size="row" />)} row</p>`;
    })
    .join("");
  const clock = renderToStaticMarkup(
    <Clock
      deadline={{
        ...(cases[5]?.[1] ?? base),
        clocks,
        pauses: [
          { from: "2026-03-06", to: "2026-03-12", about: "identity" },
          { from: "2026-04-08", to: null, about: "clarification" },
        ],
      }}
    />,
  ).replaceAll(/<details>/g, (m, at) => (at < 3000 ? "<details open>" : m));
  writeFileSync(
    "/tmp/habeas-ruler/desk.html",
    page(
      `<div class="desk"><main class="desk-page"><div class="file-body"><div class="file-main">${desk}</div><div class="file-side">${clock}</div></div></main></div>`,
      deskCss,
      'class="desk-root"',
    ),
  );
});
