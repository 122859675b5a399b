import type { ReactNode } from "react";
import "#app/_ui/look/forms.css";
import "#app/desk/_told/told.css";

/** The page about a request's recipients; its look is only loaded here. */
export default function ToldLayout({ children }: { children: ReactNode }) {
  return children;
}
