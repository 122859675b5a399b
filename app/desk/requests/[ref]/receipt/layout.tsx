import type { ReactNode } from "react";
import "#app/_ui/look/forms.css";
import "#app/desk/_new/intake.css";

/** The page about a receipt; its look is only loaded here. */
export default function ReceiptLayout({ children }: { children: ReactNode }) {
  return children;
}
