import type { ReactNode } from "react";
import "#app/desk/_decide/decide.css";
import "#app/desk/_law/law.css";

/** What waits for a second person; its look is only loaded here. */
export default function ApprovalsLayout({ children }: { children: ReactNode }) {
  return children;
}
