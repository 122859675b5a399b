import type { ReactNode } from "react";
import "#app/desk/_decide/decide.css";
import "#app/desk/_law/law.css";

/** The page for deciding; its look is only loaded here. */
export default function DecideLayout({ children }: { children: ReactNode }) {
  return children;
}
