import type { ReactNode } from "react";
import "../_audit/audit.css";
import "../_health/health.css";

/** The page of the house's health; its look is only loaded here. */
export default function HealthLayout({ children }: { children: ReactNode }) {
  return children;
}
