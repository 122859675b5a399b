import type { ReactNode } from "react";
import "./desk.css";

// A page with a nonce of its own cannot be prepared beforehand.
export const dynamic = "force-dynamic";

/** The frame of the desk. Class `desk` brings the smaller type; titles are set by each page. */
export default function DeskLayout({ children }: { children: ReactNode }) {
  return (
    <div className="desk" lang="en" dir="ltr">
      {children}
    </div>
  );
}
