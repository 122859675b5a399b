import { card } from "./card.ts";
import { button, el } from "./dom.ts";
import { type Found, openable, shardOf } from "./find.ts";
import type { House } from "./house.ts";
import type { Shards } from "./shards.ts";

/** Records on one page of a list. */
const perPage = 100;

/** A list of records in pages: only what is on the page is in the document. */
export class Results {
  readonly element: HTMLElement;
  readonly #house: House;
  readonly #shards: Shards;
  readonly #list = el("div", { class: "cards" });
  readonly #range = el("p", { class: "range", tabindex: "-1" });
  readonly #pager: HTMLElement;
  readonly #notes = el("div", {});
  #found: Found = { total: 0, at: () => 0, unread: [], capped: false };
  #page = 0;
  /** Grows with each drawing, so that a late one does not overwrite a newer one. */
  #drawing = 0;

  constructor(house: House, shards: Shards) {
    this.#house = house;
    this.#shards = shards;
    this.#pager = el("nav", { class: "pager", "aria-label": house.say("pages") });
    this.element = el(
      "div",
      { class: "results", tabindex: "-1" },
      this.#notes,
      this.#range,
      this.#list,
      this.#pager,
    );
  }

  async show(found: Found): Promise<void> {
    this.#found = found;
    await this.#open(0);
  }

  /** Draws the page again, as when the depth was changed. */
  redraw(): Promise<void> {
    return this.#open(this.#page);
  }

  empty(): void {
    this.#drawing += 1;
    for (const part of [this.#list, this.#pager, this.#notes]) part.replaceChildren();
    this.#range.textContent = "";
  }

  async #open(page: number): Promise<void> {
    this.#page = page;
    this.#drawing += 1;
    const mine = this.#drawing;
    const house = this.#house;
    const reached = Math.min(this.#found.total, this.#found.capped ? openable : this.#found.total);
    const from = page * perPage;
    const to = Math.min(reached, from + perPage);
    const cards: HTMLElement[] = [];
    const unread = new Set(this.#found.unread);
    for (let i = from; i < to; i += 1) {
      const { position, row } = house.place(this.#found.at(i));
      const collection = house.collection(position);
      const { shard, within } = shardOf(collection, row);
      const values = (await this.#shards.rows(collection, shard))?.[within];
      if (mine !== this.#drawing) return;
      if (values === undefined) unread.add(collection.csv ?? collection.label);
      else cards.push(card(house, position, row, values));
    }
    if (mine !== this.#drawing) return;
    this.#list.replaceChildren(...cards);
    this.#range.textContent =
      to > from ? house.say("page", { from: from + 1, to, all: this.#found.total }) : "";
    this.#drawPager(Math.ceil(reached / perPage));
    this.#note([...unread]);
  }

  #note(unread: readonly string[]): void {
    const house = this.#house;
    const lines = [
      this.#found.capped ? house.say("capped", { n: openable }) : null,
      unread.length > 0 ? house.say("unread", { n: unread.length, paths: unread.join(", ") }) : null,
    ];
    this.#notes.replaceChildren(
      ...lines.flatMap((line) => (line === null ? [] : [el("p", { class: "warn" }, line)])),
    );
  }

  #drawPager(pages: number): void {
    this.#pager.replaceChildren();
    if (pages < 2) return;
    const house = this.#house;
    const turn = (page: number) => () => {
      void this.#open(page).then(() => this.#range.focus());
    };
    const number = el("input", {
      type: "number",
      min: "1",
      max: String(pages),
      value: String(this.#page + 1),
      "aria-label": house.say("goTo"),
    });
    const go = () => {
      const page = Math.round(Number(number.value)) - 1;
      if (page >= 0 && page < pages) turn(page)();
    };
    number.addEventListener("keydown", (event) => {
      if (event.key === "Enter") go();
    });
    this.#pager.replaceChildren(
      ...(this.#page > 0 ? [button(house.say("previous"), turn(this.#page - 1))] : []),
      ...(this.#page < pages - 1 ? [button(house.say("next"), turn(this.#page + 1))] : []),
      el(
        "span",
        { class: "go" },
        number,
        " ",
        house.say("pageOf", { n: pages }),
        " ",
        button(house.say("go"), go),
      ),
    );
  }
}
