"use client";

import { useActionState } from "react";
import { Button } from "#app/_ui/Button.tsx";
import { Tag } from "#app/_ui/Tag.tsx";
import { checkNow } from "./acts.ts";
import { ProblemBox } from "./ProblemBox.tsx";
import type { CheckState } from "./state.ts";

const names: Record<string, string> = {
  network: "It can be reached",
  sign_in: "It lets us in",
  read: "What the map declares can be read",
  least_privilege: "The account can do no more than read",
};

/** Asks the live system now, and shows each step with its time. */
export function CheckForm({ id, version }: { id: string; version: number | null }) {
  const first: CheckState = { problem: null, done: null };
  const [{ problem, done }, send, waiting] = useActionState(checkNow, first);
  return (
    <section aria-labelledby="check-now">
      <h2 id="check-now">Check it now</h2>
      <p>Safe at any time: it signs in, reads no record, and changes nothing.</p>
      <form action={send}>
        <input type="hidden" name="system" value={id} />
        {version === null ? null : <input type="hidden" name="version" value={version} />}
        <Button disabled={waiting}>{waiting ? "It is being asked" : "Check now"}</Button>
      </form>
      <div aria-live="polite" className="check-answer">
        <ProblemBox problem={problem} />
        {done ? (
          <div className={`desk-notice ${done.ok ? "" : "desk-notice-problem"}`}>
            <p className="desk-notice-title">
              {done.ok ? "It answers as the map says" : "It does not answer as it should"}
            </p>
            {done.ok ? null : <p>{done.note} Requests wait meanwhile; nothing of them is lost.</p>}
          </div>
        ) : null}
        {done && done.steps.length > 0 ? (
          <ol className="check-steps">
            {done.steps.map((step) => (
              <li key={step.name}>
                <Tag tone={step.ok ? "moss" : step.name === "least_privilege" ? "ochre" : "brick"}>
                  {step.ok ? "Yes" : step.name === "least_privilege" ? "Look at it" : "No"}
                </Tag>
                <strong>{names[step.name] ?? step.name}</strong>
                <span className="faint">{step.ms} ms</span>
                <span className="check-note">{step.note}</span>
              </li>
            ))}
          </ol>
        ) : null}
      </div>
    </section>
  );
}
