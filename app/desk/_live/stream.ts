import type { LiveEvent } from "#lib/desk/live.ts";

type Kind = LiveEvent["kind"];
type EventOf<K extends Kind> = Extract<LiveEvent, { kind: K }>;

/** Milliseconds that a page nobody looks at goes on listening. */
const patience = 30_000;

const told = new EventTarget();
let source: EventSource | undefined;

/** The reference of the request that this page shows, or null. */
export function requestHere(): string | null {
  const [, part] = /^\/desk\/requests\/([^/]+)/.exec(location.pathname) ?? [];
  return part === undefined ? null : decodeURIComponent(part);
}

function open(): void {
  if (source) return;
  const here = requestHere();
  const fresh = new EventSource(
    here === null ? "/desk/live" : `/desk/live?${new URLSearchParams({ at: here })}`,
  );
  fresh.onmessage = ({ data }) => {
    const event = JSON.parse(data) as LiveEvent;
    if (event.kind === "session" && event.idle <= 0) shut();
    told.dispatchEvent(new CustomEvent(event.kind, { detail: event }));
  };
  source = fresh;
}

function shut(): void {
  source?.close();
  source = undefined;
}

/** Listens while the page is looked at; one stream for all of a page. Answers how to stop. */
export function keepListening(): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const turned = () => {
    clearTimeout(timer);
    if (document.visibilityState === "visible") open();
    else timer = setTimeout(shut, patience);
  };
  turned();
  document.addEventListener("visibilitychange", turned);
  window.addEventListener("pagehide", shut);
  window.addEventListener("pageshow", turned);
  return () => {
    clearTimeout(timer);
    document.removeEventListener("visibilitychange", turned);
    window.removeEventListener("pagehide", shut);
    window.removeEventListener("pageshow", turned);
    shut();
  };
}

/** Calls `hear` with what the stream tells of one kind. Answers how to stop. */
export function onLive<K extends Kind>(kind: K, hear: (event: EventOf<K>) => void): () => void {
  const listener = (event: Event) => hear((event as CustomEvent<EventOf<K>>).detail);
  told.addEventListener(kind, listener);
  return () => told.removeEventListener(kind, listener);
}
