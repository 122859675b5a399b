import type { ReactNode } from "react";
import "#app/desk/_evidence/evidence.css";

/** The pages of evidence; their look is only loaded here. */
export default function EvidenceLayout({ children }: { children: ReactNode }) {
  return children;
}
