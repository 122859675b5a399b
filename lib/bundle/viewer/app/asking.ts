import { button, el } from "./dom.ts";
import type { Finder, Wanted } from "./find.ts";
import type { House } from "./house.ts";
import type { Results } from "./results.ts";

/** Runs one search at a time into a list, says how far it is, and lets the reader stop it. */
export class Asking {
  readonly element: HTMLElement;
  readonly #house: House;
  readonly #finder: Finder;
  readonly #results: Results;
  readonly #said = el("p", { class: "said", role: "status" });
  readonly #progress = el("p", { class: "quiet" });
  readonly #stop: HTMLButtonElement;
  #running: AbortController | null = null;

  constructor(house: House, finder: Finder, results: Results) {
    this.#house = house;
    this.#finder = finder;
    this.#results = results;
    this.#stop = button(house.say("stop"), () => this.#running?.abort());
    this.#stop.hidden = true;
    this.element = el("div", { class: "asking" }, this.#said, this.#progress, this.#stop);
  }

  async ask(wanted: Wanted): Promise<void> {
    this.#running?.abort();
    const running = new AbortController();
    this.#running = running;
    const house = this.#house;
    let reached = { done: 0, all: 0 };
    let spoken = performance.now();
    this.#results.empty();
    this.#said.textContent = "";
    this.#progress.textContent = house.say("loading");
    const found = await this.#finder.find(wanted, running.signal, (n, done, all) => {
      if (this.#running !== running) return;
      reached = { done, all };
      this.#stop.hidden = false;
      this.#progress.textContent = house.say("searching", { done, all });
      // A screen reader must be able to finish its sentence.
      if (performance.now() - spoken < 3_000) return;
      spoken = performance.now();
      this.#said.textContent = house.say("foundSoFar", { n });
    });
    if (this.#running !== running) return;
    const stopped = running.signal.aborted;
    if (document.activeElement === this.#stop) this.#results.element.focus();
    this.#stop.hidden = true;
    this.#progress.textContent = stopped ? house.say("stopped", reached) : "";
    const nothing = found.total === 0 && !stopped ? ` ${house.say("nothing")}` : "";
    this.#said.textContent = house.say("found", { n: found.total }) + nothing;
    await this.#results.show(found);
  }
}
