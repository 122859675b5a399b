import type { ReactNode } from "react";
import "#app/_ui/look/forms.css";
import "#app/desk/_correct/correct.css";
import "#app/desk/_erase/erase.css";

/** The page about a request's corrections; its look is only loaded here. */
export default function CorrectLayout({ children }: { children: ReactNode }) {
  return children;
}
