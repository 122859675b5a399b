import type { ReactNode } from "react";
import "#app/_ui/look/page.css";
import "#app/_ui/look/home.css";
import "#app/_ui/look/forms.css";
import "#app/_ui/look/parts.css";
import "#app/_ui/look/me.css";

/** The consumer's pages: their styles. Everything else is in each page's shell, which knows its title. */
export default function PortalLayout({ children }: { children: ReactNode }) {
  return children;
}
