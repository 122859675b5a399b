import type { ReactNode } from "react";
import "#app/desk/_decide/decide.css";
import "#app/desk/_figures/figures.css";
import "#app/desk/_law/law.css";

/** The yearly figures; their look is only loaded here. */
export default function FiguresLayout({ children }: { children: ReactNode }) {
  return children;
}
