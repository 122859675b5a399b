import type { ReactNode } from "react";
import "#app/_ui/look/forms.css";
import "../_systems/look/list.css";
import "../_systems/look/map.css";
import "../_systems/look/pages.css";

/** The pages about systems; their look is only loaded here. */
export default function SystemsLayout({ children }: { children: ReactNode }) {
  return children;
}
