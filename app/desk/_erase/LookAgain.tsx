"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";

/** Loads the page's words anew every few seconds while something runs. Without scripts, the link does it. */
export function LookAgain({ href }: { href: string }) {
  const { refresh } = useRouter();
  useEffect(() => {
    const timer = setInterval(refresh, 4_000);
    return () => clearInterval(timer);
  }, [refresh]);
  return (
    <p className="faint">
      This page follows by itself. <a href={href}>Look again now</a>
    </p>
  );
}
