import type { ReactNode } from "react";
import "#app/desk/_charts/charts.css";
import "#app/desk/_charts/tables.css";
import "#app/desk/_metrics/metrics.css";

/** The figures of how the office runs; their look is only loaded here. */
export default function MetricsLayout({ children }: { children: ReactNode }) {
  return children;
}
