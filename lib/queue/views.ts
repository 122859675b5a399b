import { parseQuery, queryText } from "./language.ts";

/** The views that the desk always has, in the order of the side navigation. Each is a query and nothing else. */
export const builtInViews = [
  {
    view: "due",
    title: "Due soonest",
    query: "is:open -is:snoozed",
    empty: "Nothing is waiting for an answer.",
  },
  { view: "overdue", title: "Overdue", query: "is:overdue", empty: "Nothing is late." },
  {
    view: "mine",
    title: "Mine",
    query: "is:open owner:@me",
    empty: "No open request is yours. Take one from Due soonest.",
  },
  {
    view: "new",
    title: "New",
    query: "is:new -is:snoozed",
    empty: "Nothing new since somebody last looked.",
  },
  {
    view: "waiting_person",
    title: "Waiting on person",
    query: "is:waiting_person",
    empty: "Nobody owes us a proof or an answer.",
  },
  {
    view: "waiting_system",
    title: "Waiting on system",
    query: "is:waiting_system",
    empty: "Every system that was asked has answered.",
  },
  {
    view: "review",
    title: "To review",
    query: "is:review",
    empty: "Nothing waits for a look before it is released.",
  },
  {
    view: "approval",
    title: "To approve",
    query: "is:approval",
    empty: "Nothing waits for a second person.",
  },
  { view: "snoozed", title: "Snoozed", query: "is:snoozed", empty: "Nothing is put off until later." },
  { view: "done", title: "Done", query: "is:done sort:-due", empty: "No request has come to its end yet." },
] as const;

export type QueueView = (typeof builtInViews)[number]["view"];
export const queueViews: readonly QueueView[] = builtInViews.map(({ view }) => view);

const byQuery = new Map<string, (typeof builtInViews)[number]>(builtInViews.map((one) => [one.query, one]));

/** The built-in view that a query is, however it is spaced; null where it is another. */
export function viewOf(text: string): (typeof builtInViews)[number] | null {
  return byQuery.get(queryText(parseQuery(text))) ?? null;
}

/** The query of a built-in view. */
export function queryOf(view: QueueView): string {
  const found = builtInViews.find((one) => one.view === view);
  if (!found) throw new RangeError(`no view ${view}`);
  return found.query;
}
