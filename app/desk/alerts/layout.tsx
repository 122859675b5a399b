import type { ReactNode } from "react";
import "../_alerts/alerts.css";

/** The page of alerts; its look is only loaded here. */
export default function AlertsLayout({ children }: { children: ReactNode }) {
  return children;
}
