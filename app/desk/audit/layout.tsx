import type { ReactNode } from "react";
import "#app/_ui/look/forms.css";
import "../_audit/audit.css";

/** The pages of the log; their look is only loaded here. */
export default function AuditLayout({ children }: { children: ReactNode }) {
  return children;
}
