"use client";

import { useActionState } from "react";
import { Button } from "#app/_ui/Button.tsx";
import { TextArea, TextField } from "#app/_ui/TextField.tsx";
import { saveMapText } from "./acts.ts";
import { ProblemBox } from "./ProblemBox.tsx";
import type { TextState } from "./state.ts";

/** The whole map as text. What is wrong is named by line, and nothing that was typed is lost. */
export function TextForm({ id, version, text }: { id: string; version: number; text: string }) {
  const first: TextState = { problem: null, text, reason: "", findings: [] };
  const [state, send, waiting] = useActionState(saveMapText, first);
  return (
    <form action={send} className="map-text" noValidate>
      <div aria-live="polite">
        <ProblemBox problem={state.problem} />
        {state.findings.length > 0 ? (
          <div className="desk-notice desk-notice-problem" role="alert">
            <p className="desk-notice-title">Nothing is saved yet: there is something to put right</p>
            <ul>
              {state.findings.map((one) => (
                <li key={`${one.line} ${one.place} ${one.message}`}>
                  <strong>Line {one.line}</strong>, <code>{one.place}</code>:{" "}
                  {one.weight === "doubt" ? "perhaps: " : ""}
                  {one.message}
                </li>
              ))}
            </ul>
          </div>
        ) : null}
      </div>
      <input type="hidden" name="system" value={id} />
      <input type="hidden" name="basedOn" value={version} />
      <TextArea
        name="text"
        label="The system as text (YAML)"
        hint="Secrets are named as secret:NAME and never stand here."
        rows={28}
        dir="ltr"
        spellCheck={false}
        autoComplete="off"
        wrap="off"
        defaultValue={state.text}
      />
      <TextField
        name="reason"
        label="Why you change it"
        hint="One sentence; it stays in the history."
        defaultValue={state.reason}
      />
      <p className="form-end">
        <Button disabled={waiting}>Save as the next version</Button>
      </p>
    </form>
  );
}
