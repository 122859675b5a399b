import type { ReactNode } from "react";
import "./figures.css";

/** The published figures; their look is only loaded here. */
export default function FiguresLayout({ children }: { children: ReactNode }) {
  return children;
}
