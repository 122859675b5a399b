import type { QueueView } from "#lib/request/queue.ts";

/** The built-in views in the order of the side navigation. */
export const views: { view: QueueView; title: string; empty: string }[] = [
  { view: "due", title: "Due soonest", empty: "Nothing is waiting for an answer." },
  { view: "overdue", title: "Overdue", empty: "Nothing is late." },
  { view: "mine", title: "Mine", empty: "No open request is yours. Take one from Due soonest." },
  { view: "new", title: "New", empty: "Nothing new since somebody last looked." },
  { view: "waiting_person", title: "Waiting on person", empty: "Nobody owes us a proof or an answer." },
  { view: "waiting_system", title: "Waiting on system", empty: "Every system that was asked has answered." },
  { view: "review", title: "To review", empty: "Nothing waits for a look before it is released." },
  { view: "done", title: "Done", empty: "No request has come to its end yet." },
];

/** The view named in the address, or the one that comes first. */
export function viewNamed(name: string | undefined): (typeof views)[number] {
  const [first] = views;
  const found = views.find(({ view }) => view === name) ?? first;
  if (!found) throw new RangeError("the desk has no views");
  return found;
}

/** The address of a view of the queue. `searched` shows what this browser keeps; the words are not in the address. */
export function queueAddress(view: QueueView, searched: boolean, after?: string): string {
  const query = new URLSearchParams();
  if (view !== "due") query.set("view", view);
  if (searched) query.set("found", "1");
  if (after) query.set("after", after);
  const text = query.toString();
  return text ? `/desk?${text}` : "/desk";
}
