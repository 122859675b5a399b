import type { ReactNode } from "react";
import "../_systems/look/list.css";
import "../_systems/look/map.css";
import "../_systems/look/pages.css";

/** The pages about systems; their look is only loaded here. */
export default function SystemsLayout({ children }: { children: ReactNode }) {
  return children;
}
