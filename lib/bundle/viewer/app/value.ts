import type { Value, ViewerCollection } from "../shape.ts";
import { button, el } from "./dom.ts";
import type { House } from "./house.ts";
import { momentOf } from "./moment.ts";

const shownLetters = 1_200;
/** A longer one is not opened here, where it would stop the page: its file has it. */
const mostLetters = 100_000;
const shownItems = 40;
const deepest = 5;
const marker = /\[hidden: ([a-z0-9_]{1,64})\]/g;
const control = /(?![\t\n\r])\p{Cc}|[\u202A-\u202E\u2066-\u2069\uFDD0-\uFDEF]/gu;

/** Where a value stands: its rules of hiding are those that the index counts for this column. */
export type Spot = { house: House; collection: ViewerCollection; column: number };

/** One value for reading; null where it says nothing and only the plain facts are shown. */
export function valueView(value: Value, spot: Spot): Node | null {
  const { house } = spot;
  if (value === null || value === undefined || value === "") {
    return house.depth === "plain" ? null : el("i", { class: "quiet" }, house.say("empty"));
  }
  return inside(value, spot, 0);
}

function inside(value: Value, spot: Spot, depth: number): Node {
  const { house } = spot;
  if (typeof value === "boolean") return el("span", {}, house.say(value ? "yes" : "no"));
  if (typeof value === "number") return el("bdi", {}, String(value));
  if (typeof value === "string") return text(value, spot);
  if (value === null) return el("i", { class: "quiet" }, house.say("empty"));
  if (depth >= deepest) return text(JSON.stringify(value), spot);
  if (Array.isArray(value)) return list(value, spot, depth);
  return fields(Object.entries(value), spot, depth);
}

function list(items: Value[], spot: Spot, depth: number): Node {
  const more = items.length - shownItems;
  return el(
    "ul",
    { class: "items" },
    ...items.slice(0, shownItems).map((item) => el("li", {}, inside(item, spot, depth + 1))),
    more > 0 ? el("li", { class: "quiet" }, spot.house.say("moreItems", { n: more })) : null,
  );
}

function fields(entries: [string, Value][], spot: Spot, depth: number): Node {
  const more = entries.length - shownItems;
  return el(
    "dl",
    { class: "items" },
    ...entries
      .slice(0, shownItems)
      .map(([key, value]) =>
        el(
          "div",
          {},
          el("dt", {}, el("bdi", {}, visible(key))),
          el("dd", {}, inside(value, spot, depth + 1)),
        ),
      ),
    more > 0 ? el("div", { class: "quiet" }, spot.house.say("moreItems", { n: more })) : null,
  );
}

/** A text, with its hidden parts as marked gaps; a long one is cut until it is asked for. */
function text(value: string, spot: Spot): Node {
  const { house } = spot;
  if (house.depth === "plain" && momentOf(value) !== null) {
    return el("time", { datetime: value.replace(" ", "T") }, momentInWords(value, house));
  }
  if (value.length <= shownLetters) return el("bdi", { class: "text" }, ...gaps(value, spot));
  const holder = el("bdi", { class: "text" }, ...gaps(wellCut(value), spot), "… ");
  if (value.length > mostLetters) {
    const file = spot.collection.ndjson ?? "";
    holder.append(
      `${house.say("moreItems", { n: value.length - shownLetters })}. ${house.say("sameFile")}: `,
      el("a", { href: file }, file),
    );
    return holder;
  }
  const all = () => {
    holder.replaceChildren(...gaps(value, spot));
    holder.setAttribute("tabindex", "-1");
    holder.focus();
  };
  holder.append(button(house.say("more", { n: value.length }), all, { class: "small" }));
  return holder;
}

function wellCut(value: string): string {
  return value
    .slice(0, shownLetters)
    .toWellFormed()
    .replace(/\uFFFD$/u, "");
}

/** The text's parts; what only looks like a mark, because nothing was hidden here by that rule, stays text. */
function gaps(value: string, { house, collection, column }: Spot): (Node | string)[] {
  const parts: (Node | string)[] = [];
  let from = 0;
  for (const found of value.matchAll(marker)) {
    const [mark, rule = ""] = found;
    if (!collection.hidden.some(([where, by]) => where === column && by === rule)) continue;
    parts.push(visible(value.slice(from, found.index)));
    parts.push(el("span", { class: "gap" }, house.say("hiddenWhy", { reason: reasonOf(rule, house) })));
    from = found.index + mark.length;
  }
  return [...parts, visible(value.slice(from))];
}

/** Why a rule hides. */
function reasonOf(rule: string, house: House): string {
  return house.index.reasons[rule] ?? rule;
}

/** Letters that nobody sees, or that turn others round, are shown as what they are not: a mark. */
export function visible(value: string): string {
  return value.toWellFormed().replace(control, "\uFFFD");
}

/** A date or moment in the reader's words; a moment with an offset in the company's time. */
export function momentInWords(value: string, house: House): string {
  const moment = momentOf(value);
  if (moment === null) return value;
  const { locale, zone } = house.index;
  return new Intl.DateTimeFormat(locale, {
    dateStyle: "long",
    ...(moment.timed ? { timeStyle: "short" as const } : {}),
    timeZone: moment.offset ? zone : "UTC",
  }).format(moment.instant);
}
