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

/** What to look at first, by the step that failed. */
const mends: Record<string, string> = {
  network: "Look at its server and port, and whether this machine may reach it.",
  sign_in: "Look at its account and password, and set them again.",
  read: "Look at what the account may read, and whether the map still fits.",
};

/** Asks the live system now, and shows each step with its time. */
export function CheckForm({
  id,
  version,
  isDraft,
}: {
  id: string;
  version: number | null;
  isDraft: boolean;
}) {
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
            {done.ok ? null : (
              <p>
                {done.note}{" "}
                {isDraft ? "Nothing asks it yet." : "Requests wait meanwhile; nothing of them is lost."}{" "}
                {mends[done.steps.find((step) => !step.ok)?.name ?? ""] ?? "Look at how it is connected."}
              </p>
            )}
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
