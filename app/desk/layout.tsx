import type { ReactNode } from "react";
import { EnglishRoot } from "#app/_ui/EnglishRoot.tsx";
import "./desk.css";

// A page with a nonce of its own cannot be prepared beforehand.
export const dynamic = "force-dynamic";

export const viewport = { width: "device-width", initialScale: 1, colorScheme: "light dark" };

/** The frame of the desk. Class `desk` brings the smaller type; titles are set by each page. */
export default function DeskLayout({ children }: { children: ReactNode }) {
  return (
    <EnglishRoot>
      <div className="desk">{children}</div>
    </EnglishRoot>
  );
}
