"use client";

import { useActionState } from "react";
import { Button } from "#app/_ui/Button.tsx";
import { SelectField, TextField } from "#app/_ui/TextField.tsx";
import { testPerson } from "./acts.ts";
import { ProblemBox } from "./ProblemBox.tsx";
import type { TestState } from "./state.ts";

/** Looks for one person and says how many records there are, never what is in them. */
export function TestForm({ id, version, kinds }: { id: string; version: number | null; kinds: string[] }) {
  const first: TestState = { problem: null, done: null };
  const [{ problem, done }, send, waiting] = useActionState(testPerson, first);
  return (
    <>
      <form action={send} className="desk-form">
        <input type="hidden" name="system" value={id} />
        {version === null ? null : <input type="hidden" name="version" value={version} />}
        <SelectField name="kind" label="Look for somebody by">
          {kinds.map((kind) => (
            <option key={kind} value={kind}>
              {kind.replaceAll("_", " ")}
            </option>
          ))}
        </SelectField>
        <TextField
          name="value"
          label="Their identifier"
          hint="Best somebody who agreed, or yourself. It is not kept; that you looked is."
          size="half"
          dir="ltr"
          autoComplete="off"
          spellCheck={false}
        />
        <Button disabled={waiting}>{waiting ? "It is being asked" : "Look"}</Button>
      </form>
      <div aria-live="polite" className="check-answer">
        <ProblemBox problem={problem} />
        {done ? <Result done={done} /> : null}
      </div>
    </>
  );
}

function Result({ done }: { done: NonNullable<TestState["done"]> }) {
  if (done.kind === "later")
    return (
      <Said
        title="It answers later"
        sentence="It works by itself, or a person is asked. Nothing can be counted now."
      />
    );
  if (done.kind === "nobody")
    return (
      <Said
        title="Nobody is found by that"
        sentence={`It answered in ${done.ms} ms and holds nothing under this identifier. If you know that it does, look at how people are matched.`}
      />
    );
  if (done.kind === "shared")
    return (
      <Said
        title={`This leads to ${done.people} people`}
        sentence="For a request the walk would stop here and ask staff whose it is. If it should be one person, look at the person's key."
      />
    );
  const rows = done.counts.reduce((sum, one) => sum + one.rows, 0);
  return (
    <>
      <Said
        title={`Found, with ${rows.toLocaleString("en-GB")} records`}
        sentence={`In ${done.ms} ms, under ${done.keys === 1 ? "one key" : `${done.keys} keys`}. It also knows: ${done.yields.map((kind) => kind.replaceAll("_", " ")).join(", ") || "no further identifiers"}.`}
      />
      <table className="ledger-plain counts">
        <thead>
          <tr>
            <th scope="col">Collection</th>
            <th scope="col">Records</th>
          </tr>
        </thead>
        <tbody>
          {done.counts.map(({ label, rows: count }) => (
            <tr key={label}>
              <td>{label}</td>
              <td>{count.toLocaleString("en-GB")}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

function Said({ title, sentence }: { title: string; sentence: string }) {
  return (
    <div className="desk-notice">
      <p className="desk-notice-title">{title}</p>
      <p>{sentence}</p>
    </div>
  );
}
