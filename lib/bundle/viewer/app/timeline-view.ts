import { Asking } from "./asking.ts";
import { button, el } from "./dom.ts";
import type { Finder } from "./find.ts";
import type { House } from "./house.ts";
import { depthChoice, yearsOf } from "./records-view.ts";
import { Results } from "./results.ts";
import type { Shards } from "./shards.ts";

/** What was noted in one year, from all systems in the order of time. */
export class TimelineView {
  readonly element: HTMLElement;
  readonly #house: House;
  readonly #asking: Asking;
  readonly #buttons = new Map<string, HTMLButtonElement>();
  readonly #heading = el("h2", {});

  constructor(house: House, finder: Finder, shards: Shards) {
    this.#house = house;
    const results = new Results(house, shards);
    this.#asking = new Asking(house, finder, results);
    const years = yearsOf(house);
    const counts = yearCounts(house);
    const most = Math.max(1, ...counts.values());
    const bars = years.map((year) => {
      const n = counts.get(year) ?? 0;
      // A meter draws its bar without a style of its own, which the page's policy would refuse.
      const bar = el("meter", { min: "0", max: String(most), value: String(n), "aria-hidden": "true" });
      const made = button(house.say("whenYear", { year, n }), () => this.open(year));
      made.append(bar);
      this.#buttons.set(year, made);
      return el("li", {}, made);
    });
    const dated = [...counts.values()].reduce((sum, n) => sum + n, 0);
    const undated = house.index.records - dated;
    this.element = el(
      "section",
      { "aria-labelledby": "timeline-title" },
      el("h1", { id: "timeline-title", tabindex: "-1" }, house.say("timeline")),
      el("p", {}, house.say(years.length === 0 ? "timelineNone" : "timelineIntro")),
      el("ul", { class: "years" }, ...bars),
      undated > 0 ? el("p", { class: "quiet" }, house.say("undated", { n: undated })) : null,
      depthChoice(house, () => void results.redraw()),
      this.#heading,
      this.#asking.element,
      results.element,
    );
  }

  /** Shows a year; the newest where none is named. */
  open(named: string | null): void {
    const year = named !== null && this.#buttons.has(named) ? named : yearsOf(this.#house)[0];
    if (year === undefined) return;
    for (const [one, made] of this.#buttons) made.setAttribute("aria-pressed", String(one === year));
    this.#heading.textContent = this.#house.say("timelineYear", { year });
    void this.#asking.ask({ query: "", collection: -1, system: -1, year: Number(year), inOrder: true });
  }
}

function yearCounts(house: House): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { years } of house.index.collections) {
    for (const [year, n] of years) counts.set(year, (counts.get(year) ?? 0) + n);
  }
  return counts;
}
