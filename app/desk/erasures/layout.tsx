import type { ReactNode } from "react";
import "#app/_ui/look/forms.css";
import "#app/desk/_erase/erase.css";

/** Batches of erasures; their look is only loaded here. */
export default function ErasuresLayout({ children }: { children: ReactNode }) {
  return children;
}
