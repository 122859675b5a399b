/** Milliseconds after which something that takes long is shown to be on its way. */
const late = 150;
/** Milliseconds after which nothing is shown any more: what was pressed led to a file and not to a page. */
const tooLate = 12_000;

const root = () => document.documentElement;

/** A bar while the next page is on its way: the old one stays as it is until the new one can be painted. */
export function watchLoading(): () => void {
  let timers: ReturnType<typeof setTimeout>[] = [];
  const stop = () => {
    for (const timer of timers) clearTimeout(timer);
    timers = [];
    delete root().dataset.loading;
  };
  const start = () => {
    stop();
    timers = [
      setTimeout(() => {
        root().dataset.loading = "";
      }, late),
      setTimeout(stop, tooLate),
    ];
  };
  const clicked = (event: MouseEvent) => {
    const link = event.target instanceof Element ? event.target.closest("a[href]") : null;
    if (!(link instanceof HTMLAnchorElement) || event.defaultPrevented) return;
    if (event.ctrlKey || event.metaKey || event.shiftKey || link.target || link.hasAttribute("download"))
      return;
    if (link.origin === location.origin && link.href.split("#")[0] !== location.href.split("#")[0]) start();
  };
  const sent = (event: SubmitEvent) => {
    if (!event.defaultPrevented) start();
  };
  window.addEventListener("click", clicked);
  window.addEventListener("submit", sent);
  window.addEventListener("pageshow", stop);
  return () => {
    stop();
    window.removeEventListener("click", clicked);
    window.removeEventListener("submit", sent);
    window.removeEventListener("pageshow", stop);
  };
}

/**
 * While the network is away nothing can be sent: the page stays readable, what is typed stays in its field, and a press
 * on a button says why nothing happens. `tell` is called when that changes, and with each press that was held back.
 */
export function watchNetwork(tell: (offline: boolean, heldBack: boolean) => void): () => void {
  const change = () => {
    const offline = !navigator.onLine;
    if (offline) root().dataset.offline = "";
    else delete root().dataset.offline;
    tell(offline, false);
  };
  const hold = (event: Event) => {
    if (navigator.onLine) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    tell(true, true);
  };
  const holdLink = (event: Event) => {
    const link = event.target instanceof Element ? event.target.closest("a[href]") : null;
    if (link instanceof HTMLAnchorElement && !link.getAttribute("href")?.startsWith("#")) hold(event);
  };
  change();
  window.addEventListener("online", change);
  window.addEventListener("offline", change);
  window.addEventListener("submit", hold, true);
  window.addEventListener("click", holdLink, true);
  return () => {
    window.removeEventListener("online", change);
    window.removeEventListener("offline", change);
    window.removeEventListener("submit", hold, true);
    window.removeEventListener("click", holdLink, true);
  };
}
