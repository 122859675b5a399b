import type { ReactNode } from "react";
import "#app/_ui/look/forms.css";
import "#app/desk/_clock/clock-desk.css";

/** The page about a request's clock; its look is only loaded here. */
export default function ClockLayout({ children }: { children: ReactNode }) {
  return children;
}
