import type { ReactNode } from "react";
import "../_law/law.css";

/** The pages about the law; their look is only loaded here. */
export default function LawLayout({ children }: { children: ReactNode }) {
  return children;
}
