import type { ReactNode } from "react";
import "#app/_ui/look/forms.css";
import "#app/desk/_erase/erase.css";

/** The page about a request's erasure; its look is only loaded here. */
export default function EraseLayout({ children }: { children: ReactNode }) {
  return children;
}
