import type { ReactNode } from "react";
import "#app/_ui/look/forms.css";
import "../_audit/audit.css";
import "../_team/team.css";

/** The pages of the team; their look is only loaded here. */
export default function TeamLayout({ children }: { children: ReactNode }) {
  return children;
}
