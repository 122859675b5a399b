import type { Row, ViewerCollection } from "../shape.ts";
import { el, wayOut } from "./dom.ts";
import type { House } from "./house.ts";
import { momentInWords, valueView } from "./value.ts";

/** One record: its facts by their plain labels, where it comes from, and what the person can do about it. */
export function card(house: House, position: number, row: number, values: Row): HTMLElement {
  const collection = house.collection(position);
  const name = house.say("recordOf", { label: collection.label, n: row + 1 });
  const id = `record-${position}-${row}`;
  const when = values[collection.occurred];
  const shown = collection.columns.flatMap((column, at) => {
    if (house.depth === "plain" && column.technical) return [];
    const value = valueView(values[at] ?? null, { house, collection, column: at });
    return value === null ? [] : [line(house, collection, at, value)];
  });
  return el(
    "article",
    { class: "card", "aria-labelledby": id },
    el(
      "h3",
      { id },
      name,
      typeof when === "string" && when.length < 40
        ? el("time", { class: "quiet" }, momentInWords(when, house))
        : null,
    ),
    collection.guess ? guessNote(house) : null,
    shown.length === 0
      ? el("p", { class: "quiet" }, house.say("nothingHere"))
      : el("dl", { class: "values" }, ...shown),
    el("details", {}, el("summary", {}, house.say("about")), aboutList(house, position, row)),
    acts(house, collection, name),
  );
}

function line(house: House, collection: ViewerCollection, at: number, value: Node): HTMLElement {
  const column = collection.columns[at];
  const all = house.depth === "all";
  const origin =
    column?.origin === "derived"
      ? house.say("guessBy", { company: house.index.company })
      : column?.origin === "third_party"
        ? house.say("givenByOthers")
        : null;
  return el(
    "div",
    {},
    el(
      "dt",
      {},
      el("bdi", {}, column?.label ?? ""),
      all ? el("code", {}, column?.key ?? "") : null,
      all && column?.meaning ? el("small", {}, column.meaning) : null,
    ),
    el("dd", {}, value, origin === null ? null : el("small", {}, origin)),
  );
}

export function guessNote(house: House): HTMLElement {
  const { company } = house.index;
  return el(
    "p",
    { class: "guess" },
    el("span", { class: "tag" }, house.say("guess")),
    " ",
    house.say("guessNote", { company }),
  );
}

/** Where a collection's records come from, why they are held, how long, and who got them; `row` -1 for all of them. */
export function aboutList(house: House, position: number, row: number): HTMLElement {
  const collection = house.collection(position);
  const system = house.index.systems[collection.system];
  const recipients = system?.recipients ?? [];
  const file = collection.ndjson ?? collection.csv;
  const entries: [string, Node | string][] = [
    [house.say("from"), el("bdi", {}, collection.source)],
    [house.say("why"), el("span", {}, el("bdi", {}, collection.purpose), ` (${collection.basis})`)],
    [house.say("keptUntil"), el("bdi", {}, collection.retention)],
    [house.say("whoGotIt"), recipients.length === 0 ? house.say("nobody") : names(recipients)],
    [house.say("keptIn"), el("span", {}, el("bdi", {}, system?.title ?? ""), ` · ${system?.country ?? ""}`)],
  ];
  if (file !== null) {
    const lineNote = row < 0 ? "" : `, ${house.say("line", { n: row + 1 })}`;
    entries.push([house.say("sameFile"), el("span", {}, el("a", { href: file }, file), lineNote)]);
  }
  return el(
    "dl",
    { class: "about" },
    ...entries.flatMap(([label, value]) => [el("dt", {}, label), el("dd", {}, value)]),
  );
}

function names(recipients: readonly string[]): HTMLElement {
  return el("ul", { class: "items" }, ...recipients.map((one) => el("li", {}, el("bdi", {}, one))));
}

/** The ways to have it put right or deleted: they name the kind of data, never what stands in it. */
function acts(house: House, collection: ViewerCollection, name: string): HTMLElement | null {
  const { portal, systems } = house.index;
  if (portal === null) return null;
  const about = new URLSearchParams({
    system: systems[collection.system]?.id ?? "",
    collection: collection.id,
  });
  const way = (right: string, label: string) =>
    wayOut(`${portal}/ask/${right}?${about}`, label, house.say("leaves"), name);
  return el(
    "p",
    { class: "acts" },
    way("rectification", house.say("wrong")),
    way("erasure", house.say("delete")),
    el("small", {}, house.say("leaves")),
  );
}
