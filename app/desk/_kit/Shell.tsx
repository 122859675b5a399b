"use client";

import { type ComponentType, useEffect, useState } from "react";
import { Presence } from "../_live/Presence.tsx";
import { Session } from "../_live/Session.tsx";
import { keepListening } from "../_live/stream.ts";
import { watchLoading, watchNetwork } from "./page-state.ts";
import { listenToKeys, showKeys } from "./press.ts";
import { showToast, Toasts } from "./Toast.tsx";

/**
 * What a script adds to every page of the desk: keys, who else is there, a bar while a page is on its way, toasts, words
 * when the network is away or the session ends, and the command menu, which is fetched when it is first wanted. Every act
 * works without any of it.
 */
export function Shell({
  on,
  changed,
  member,
}: {
  on: boolean;
  changed: Record<string, string>;
  /** The id of the member of staff whose page this is. */
  member: string;
}) {
  const [offline, setOffline] = useState(false);
  const [Menu, setMenu] = useState<ComponentType | null>(null);
  useEffect(() => {
    document.documentElement.dataset.script = "";
    showKeys(on, changed);
    const watch = new MutationObserver(() => showKeys(on, changed));
    if (Object.keys(changed).length > 0) watch.observe(document.body, { childList: true, subtree: true });
    const ends = [
      listenToKeys(on, changed),
      watchLoading(),
      watchNetwork((away, heldBack) => {
        setOffline(away);
        if (heldBack)
          showToast({ words: "Nothing was sent: the network is away. What you typed is still here." });
      }),
      keepListening(),
      () => watch.disconnect(),
    ];
    return () => {
      for (const end of ends) end();
    };
  }, [on, changed]);
  useEffect(() => {
    const open = async () => {
      const { CommandMenu } = await import("./CommandMenu.tsx");
      setMenu(() => CommandMenu);
      document.dispatchEvent(new CustomEvent("desk-menu"));
    };
    const pressed = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== "k" || !(event.ctrlKey || event.metaKey) || event.altKey) return;
      event.preventDefault();
      void open();
    };
    const clicked = (event: MouseEvent) => {
      if (event.target instanceof Element && event.target.closest("[data-menu]")) void open();
    };
    document.addEventListener("keydown", pressed);
    document.addEventListener("click", clicked);
    return () => {
      document.removeEventListener("keydown", pressed);
      document.removeEventListener("click", clicked);
    };
  }, []);
  return (
    <>
      <div aria-live="polite" className="offline">
        {offline ? (
          <p>You are offline. You can read on; nothing can be sent until the network is back.</p>
        ) : null}
      </div>
      <Presence />
      <Session member={member} />
      <Toasts />
      {Menu ? <Menu /> : null}
    </>
  );
}
