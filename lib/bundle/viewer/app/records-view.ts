import { Asking } from "./asking.ts";
import { aboutList, guessNote } from "./card.ts";
import { button, choice, el } from "./dom.ts";
import type { Finder, Wanted } from "./find.ts";
import type { Depth, House } from "./house.ts";
import { Results } from "./results.ts";
import type { Shards } from "./shards.ts";

/** No words and no filter. */
export const everything: Wanted = { query: "", collection: -1, system: -1, year: null, inOrder: false };

/** All records: search over everything, and filters by kind, system and year. */
export class RecordsView {
  readonly element: HTMLElement;
  readonly #house: House;
  readonly #results: Results;
  readonly #asking: Asking;
  readonly #about = el("div", {});
  readonly #input: HTMLInputElement;
  readonly #choices: { kind: HTMLSelectElement; system: HTMLSelectElement; year: HTMLSelectElement };
  #wanted: Wanted = everything;

  constructor(house: House, finder: Finder, shards: Shards) {
    this.#house = house;
    this.#results = new Results(house, shards);
    this.#asking = new Asking(house, finder, this.#results);
    const { form, input } = searchForm(house, (query) => this.ask({ query }));
    this.#input = input;
    const { index } = house;
    const kind = choice(house.say("kind"), kindOptions(house), (value) =>
      this.ask({ collection: Number(value) }),
    );
    const system = choice(
      house.say("system"),
      [
        option("-1", house.say("allSystems")),
        ...index.systems.map(({ title }, i) => option(String(i), title)),
      ],
      (value) => this.ask({ system: Number(value), collection: -1 }),
    );
    const year = choice(
      house.say("year"),
      [
        option("", house.say("allYears")),
        ...yearsOf(house).map((one) => option(one, one)),
        option("0", house.say("noYear")),
      ],
      (value) => this.ask({ year: value === "" ? null : Number(value) }),
    );
    this.#choices = { kind: kind.select, system: system.select, year: year.select };
    const filters = el(
      "div",
      { class: "filters" },
      kind.label,
      system.label,
      year.label,
      button(house.say("clear"), () => this.ask(everything), { class: "small" }),
    );
    this.element = el(
      "section",
      { "aria-labelledby": "records-title" },
      el("h1", { id: "records-title", tabindex: "-1" }, house.say("records")),
      form,
      filters,
      depthChoice(house, () => void this.#results.redraw()),
      this.#asking.element,
      this.#about,
      index.portal === null ? null : el("p", { class: "quiet note" }, house.say("leavesNote")),
      this.#results.element,
    );
  }

  /** Looks for something else than before. */
  ask(change: Partial<Wanted>): void {
    this.#wanted = { ...this.#wanted, ...change };
    const { query, collection, system, year } = this.#wanted;
    this.#input.value = query;
    this.#choices.kind.value = String(collection);
    this.#choices.system.value = String(system);
    this.#choices.year.value = year === null ? "" : String(year);
    this.#about.replaceChildren(...(collection < 0 ? [] : aboutCollection(this.#house, collection)));
    void this.#asking.ask(this.#wanted);
  }

  /** Only this collection, as a link to it asks. */
  open(collection: number): void {
    this.ask({ ...everything, collection });
  }
}

function aboutCollection(house: House, position: number): Node[] {
  const collection = house.collection(position);
  return [
    el(
      "section",
      { class: "box", "aria-label": collection.label },
      el("h2", {}, collection.label),
      collection.guess ? guessNote(house) : null,
      aboutList(house, position, -1),
      links(house, house.say("threads"), collection.threads, collection.counts.threads),
      links(house, house.say("files"), collection.files, collection.counts.files),
      links(house, house.say("open"), collection.portable, collection.counts.portable),
    ),
  ];
}

function links(house: House, heading: string, paths: readonly string[], all: number): HTMLElement | null {
  const [first] = paths;
  if (first === undefined) return null;
  const folder = first.slice(0, first.lastIndexOf("/"));
  const more = all - paths.length;
  return el(
    "details",
    {},
    el("summary", {}, `${heading} (${house.number(all)})`),
    el(
      "ul",
      { class: "links" },
      ...paths.map((path) => el("li", {}, el("a", { href: path }, path.slice(path.lastIndexOf("/") + 1)))),
      more > 0 ? el("li", {}, house.say("filesMore", { n: more, folder })) : null,
    ),
  );
}

/** The search field, on the summary and over the records. */
export function searchForm(
  house: House,
  asked: (query: string) => void,
): { form: HTMLFormElement; input: HTMLInputElement } {
  const input = el("input", { type: "search", id: freshId(), autocomplete: "off", spellcheck: "false" });
  const form = el(
    "form",
    { class: "search", role: "search" },
    el("label", { for: input.id }, house.say("search")),
    el("div", { class: "field" }, input, el("button", { type: "submit" }, house.say("searchButton"))),
    el("p", { class: "quiet" }, house.say("searchHint")),
  );
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    asked(input.value);
  });
  return { form, input };
}

let forms = 0;
function freshId(): string {
  forms += 1;
  return `search-${forms}`;
}

export function depthChoice(house: House, changed: () => void): HTMLElement {
  const one = (depth: Depth, label: string) => {
    const radio = el("input", { type: "radio", name: "depth", value: depth });
    radio.checked = house.depth === depth;
    radio.addEventListener("change", () => {
      house.depth = depth;
      changed();
    });
    return el("label", {}, radio, " ", label);
  };
  return el(
    "fieldset",
    { class: "depth" },
    el("legend", {}, house.say("depth")),
    one("plain", house.say("depthPlain")),
    one("all", house.say("depthAll")),
  );
}

/** Kinds by the system that they are from. */
function kindOptions(house: House): (HTMLOptionElement | HTMLOptGroupElement)[] {
  const { systems, collections } = house.index;
  const groups = systems.map(({ title }, system) => {
    const kinds = collections.flatMap(({ label, rows, system: of }, position) =>
      of === system && rows > 0 ? [option(String(position), `${label} (${house.number(rows)})`)] : [],
    );
    return el("optgroup", { label: title }, ...kinds);
  });
  return [option("-1", house.say("allKinds")), ...groups];
}

function option(value: string, label: string): HTMLOptionElement {
  return el("option", { value }, label);
}

/** Every year that a record is from, the newest first. */
export function yearsOf(house: House): string[] {
  const years = new Set(house.index.collections.flatMap((one) => one.years.map(([year]) => year)));
  return [...years].sort().reverse();
}
