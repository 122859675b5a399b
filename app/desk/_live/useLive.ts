"use client";

import { useEffect, useRef } from "react";
import type { LiveEvent } from "#lib/desk/live.ts";
import { onLive } from "./stream.ts";

type Changed = Extract<LiveEvent, { kind: "changed" }>;

/** Calls `hear` when a request that the reader may know of has changed: its reference, and the initials of who did it. */
export function useLive(hear: (changed: Changed) => void): void {
  const newest = useRef(hear);
  useEffect(() => {
    newest.current = hear;
  });
  useEffect(() => onLive("changed", (event) => newest.current(event)), []);
}
