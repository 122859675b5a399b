import type { ReactNode } from "react";
import "#app/task/task.css";
import "../_team/tasks.css";

/** The tasks of a system's owner; their look is only loaded here. */
export default function TasksLayout({ children }: { children: ReactNode }) {
  return children;
}
