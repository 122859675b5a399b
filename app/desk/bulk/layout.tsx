import type { ReactNode } from "react";
import "#app/_ui/look/forms.css";
import "#app/desk/_bulk/bulk.css";

/** One act on many requests; its look is only loaded here. */
export default function BulkLayout({ children }: { children: ReactNode }) {
  return children;
}
