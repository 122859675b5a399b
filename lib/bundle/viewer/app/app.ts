import type { Row, ViewerIndex } from "../shape.ts";
import { startCheck } from "./check/check-view.ts";
import { byId, el } from "./dom.ts";
import { Finder } from "./find.ts";
import { House } from "./house.ts";
import { everything, RecordsView, searchForm } from "./records-view.ts";
import { Shards } from "./shards.ts";
import { TimelineView } from "./timeline-view.ts";

type Calls = {
  __habeas?: (index: ViewerIndex) => void;
  __d?: (collection: number, shard: number, rows: Row[]) => void;
};

const calls = globalThis as Calls;
const shards = new Shards();
calls.__d = (collection, shard, rows) => shards.deliver(collection, shard, rows);
calls.__habeas = (index) => {
  if (index.version === 1) start(new House(index));
};

/** Adds the viewer to START-HERE.html, which stays what it was: the summary, and an index of every file. */
function start(house: House): void {
  const main = byId("summary");
  const summary = byId("start");
  if (!main || !summary) return;
  const finder = new Finder(house, shards);
  const view = el("div", { id: "view" });
  view.hidden = true;
  main.append(view);
  const summaryTitle = document.title;
  let records: RecordsView | null = null;
  let timeline: TimelineView | null = null;
  const recordsView = () => {
    records ??= new RecordsView(house, finder, shards);
    return records;
  };
  let asked: string | null = null;

  /** Which view the address names: only names and numbers ever stand in it, never what is looked for. */
  const route = (opened: boolean) => {
    const name = decodeURIComponent(location.hash.slice(1));
    const [, collection] = /^records-(\d+)$/.exec(name) ?? [];
    const [, year] = /^timeline(?:-(\d{4}))?$/.exec(name) ?? [];
    const isTimeline = name.startsWith("timeline");
    const isRecords = name === "records" || collection !== undefined;
    markCurrent(isTimeline ? "timeline" : isRecords ? "records" : "summary");
    if (isTimeline) {
      timeline ??= new TimelineView(house, finder, shards);
      show(timeline.element, house.say("timeline"));
      timeline.open(year ?? null);
    } else if (isRecords) {
      show(recordsView().element, house.say("records"));
      if (collection !== undefined && Number(collection) < house.index.collections.length) {
        recordsView().open(Number(collection));
      } else recordsView().ask({ ...everything, query: asked ?? "" });
      asked = null;
    } else {
      document.title = summaryTitle;
      const wasHidden = summary.hidden;
      summary.hidden = false;
      view.hidden = true;
      const target = byId(name === "" ? "summary" : name);
      if (wasHidden && !opened) {
        target?.scrollIntoView();
        (name === "" || name === "summary" ? main : target)?.focus();
      }
    }
  };
  const show = (element: HTMLElement, title: string) => {
    summary.hidden = true;
    view.hidden = false;
    view.replaceChildren(element);
    document.title = `${title} · ${summaryTitle}`;
    window.scrollTo(0, 0);
    element.querySelector("h1")?.focus();
  };

  if (house.index.records > 0) {
    for (const held of document.querySelectorAll<HTMLElement>("[data-viewer]")) {
      held.replaceChildren(el("a", { href: `#${held.dataset.viewer}` }, held.textContent ?? ""));
      held.hidden = false;
    }
    const { form } = searchForm(house, (query) => {
      asked = query;
      location.hash = "#records";
    });
    byId("search-here")?.append(form);
    linkCollections(house);
  }
  startCheck(house, byId("check-here"));
  window.addEventListener("hashchange", () => route(false));
  route(true);
}

/** From each kind of data on the summary to its records. */
function linkCollections(house: House): void {
  const rowsOf = (held: HTMLElement, name: string) => {
    const position = Number(held.dataset[name] || -1);
    const collection = house.index.collections[position];
    return collection && collection.rows > 0 ? { position, collection } : null;
  };
  for (const held of document.querySelectorAll<HTMLElement>("[data-collection]")) {
    const found = rowsOf(held, "collection");
    if (!found) continue;
    const { rows: n, label } = found.collection;
    const about = house.say("openIndexOf", { n, label });
    const href = `#records-${found.position}`;
    held.append(el("a", { class: "open", href, "aria-label": about }, house.say("openIndex", { n })));
    held.hidden = false;
  }
  for (const held of document.querySelectorAll<HTMLElement>("[data-open]")) {
    const found = rowsOf(held, "open");
    if (found) held.replaceChildren(el("a", { href: `#records-${found.position}` }, held.textContent ?? ""));
  }
}

function markCurrent(view: string): void {
  for (const link of document.querySelectorAll(".side a")) {
    if (link.getAttribute("href") === `#${view}`) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  }
}
