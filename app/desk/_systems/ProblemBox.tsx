import type { Problem } from "./guard.ts";

/** Why nothing came of a form: what happened, and that nothing is lost. */
export function ProblemBox({ problem }: { problem: Problem | null }) {
  if (!problem) return null;
  return (
    <div className="desk-notice desk-notice-problem" role="alert">
      <p className="desk-notice-title">{problem.title}</p>
      <p>{problem.sentence}</p>
    </div>
  );
}
