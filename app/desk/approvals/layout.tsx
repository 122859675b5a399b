import type { ReactNode } from "react";
import "#app/desk/_correct/correct.css";
import "#app/desk/_decide/decide.css";
import "#app/desk/_erase/erase.css";
import "#app/desk/_law/law.css";
import "#app/desk/_triage/triage.css";
import "#app/desk/_approvals/approvals.css";

/** What waits for a second person; its look is only loaded here. */
export default function ApprovalsLayout({ children }: { children: ReactNode }) {
  return children;
}
