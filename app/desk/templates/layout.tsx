import type { ReactNode } from "react";
import "#app/_ui/look/forms.css";
import "../_templates/templates.css";

/** The pages of templates; their look is only loaded here. */
export default function TemplatesLayout({ children }: { children: ReactNode }) {
  return children;
}
