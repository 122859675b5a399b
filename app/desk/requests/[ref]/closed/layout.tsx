import type { ReactNode } from "react";
import "#app/_ui/look/forms.css";
import "#app/desk/_team/closed.css";

/** The page that says who may see a request; its look is only loaded here. */
export default function ClosedLayout({ children }: { children: ReactNode }) {
  return children;
}
