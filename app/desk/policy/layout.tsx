import type { ReactNode } from "react";
import "#app/_ui/look/forms.css";
import "../_templates/templates.css";
import "../_policy/policy.css";

/** How the house works; its look is only loaded here. */
export default function PolicyLayout({ children }: { children: ReactNode }) {
  return children;
}
