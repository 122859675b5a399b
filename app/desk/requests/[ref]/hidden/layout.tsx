import type { ReactNode } from "react";
import "#app/_ui/look/forms.css";
import "#app/desk/_hidden/hidden.css";

/** The page about what is hidden in a request's answer; its look is only loaded here. */
export default function HiddenLayout({ children }: { children: ReactNode }) {
  return children;
}
