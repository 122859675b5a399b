import type { ReactNode } from "react";
import "#app/_ui/look/forms.css";
import "../_new/intake.css";

/** The page for logging; its look is only loaded here. */
export default function NewLayout({ children }: { children: ReactNode }) {
  return children;
}
