import type { ReactNode } from "react";
import "#app/desk/_triage/triage.css";

/** Sorting what is new; its look is only loaded here. */
export default function TriageLayout({ children }: { children: ReactNode }) {
  return children;
}
