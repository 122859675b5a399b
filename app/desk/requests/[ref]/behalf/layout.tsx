import type { ReactNode } from "react";
import "#app/_ui/look/forms.css";
import "#app/desk/_clock/clock-desk.css";

/** The page about who asks for somebody else; its look is only loaded here. */
export default function BehalfLayout({ children }: { children: ReactNode }) {
  return children;
}
