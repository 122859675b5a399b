import type { ReactNode } from "react";
import "#app/_ui/look/forms.css";
import "#app/desk/_erase/erase.css";

/** The page about choices and restriction; its look is only loaded here. */
export default function EffectsLayout({ children }: { children: ReactNode }) {
  return children;
}
