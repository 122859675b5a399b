import type { ReactNode } from "react";
import "../_audit/audit.css";

/** The pages of the log; their look is only loaded here. */
export default function AuditLayout({ children }: { children: ReactNode }) {
  return children;
}
