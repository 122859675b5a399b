"use client";

import { useActionState } from "react";
import { Button } from "#app/_ui/Button.tsx";
import { SelectField, TextArea } from "#app/_ui/TextField.tsx";
import { PlaceOptions } from "../_new/LogForm.tsx";
import { Ticks } from "../_new/Ticks.tsx";
import { ProblemBox } from "../_systems/ProblemBox.tsx";
import { correctLaws } from "./acts.ts";
import type { DaysInWords, LawState } from "./state.ts";

type Place = { code: string; name: string };
type Props = {
  reference: string;
  place: string;
  residence: string;
  only: string[];
  chosen: boolean;
  laws: { value: string; label: string }[];
  countries: Place[];
  states: Place[];
};

/** Where the person lives and which laws count; what would come of it is shown before it is saved. */
export function LawForm({ reference, place, residence, only, chosen, laws, countries, states }: Props) {
  const first: LawState = {
    problem: null,
    values: { place, residence, choose: chosen ? "these" : "place" },
    only,
    preview: null,
  };
  const [state, send, waiting] = useActionState(correctLaws, first);
  const { values, preview } = state;
  const radio = (name: string, value: string, label: string) => (
    <label className="tick">
      <input type="radio" name={name} value={value} defaultChecked={values[name] === value} />
      <span>{label}</span>
    </label>
  );
  return (
    <form action={send} className="intake" noValidate>
      <ProblemBox problem={state.problem} />
      {preview ? <Preview {...preview} /> : null}
      <input type="hidden" name="ref" value={reference} />
      <SelectField name="place" label="Where the person lives" defaultValue={values.place} key={values.place}>
        <PlaceOptions countries={countries} states={states} />
      </SelectField>
      <fieldset className="field">
        <legend>How that is known</legend>
        {radio("residence", "claimed", "They say so")}
        {radio("residence", "evidenced", "Something that they showed us says so")}
      </fieldset>
      <fieldset className="field">
        <legend>Which laws count</legend>
        {radio("choose", "place", "Those of the place, as they stood on the day of receipt")}
        {radio("choose", "these", "Only those that are ticked here; none ticked is our own promise")}
      </fieldset>
      <details open={values.choose === "these"}>
        <summary>Choose the laws</summary>
        <Ticks name="only" label="Laws" choices={laws} chosen={state.only} />
      </details>
      <TextArea
        name="law_why"
        label="Why"
        hint="It is kept sealed, with your name."
        rows={2}
        defaultValue={values.law_why ?? ""}
      />
      <p className="form-end intake-end">
        <Button name="intent" value="show" second={preview !== null} disabled={waiting}>
          Show what would change
        </Button>
        {preview ? (
          <Button name="intent" value="save" disabled={waiting}>
            Let this count
          </Button>
        ) : null}
      </p>
    </form>
  );
}

function Preview({ before, after }: { before: DaysInWords; after: DaysInWords }) {
  const rows = [
    { what: "As it stands", ...before },
    { what: "As it would be", ...after },
  ];
  return (
    <div className="desk-notice" role="status">
      <p className="desk-notice-title">Nothing has changed yet</p>
      <ul className="receipt-list">
        {rows.map(({ what, laws, lead, day }) => (
          <li key={what}>
            {what}: {laws}. {lead} leads; answer by <b>{day}</b>.
          </li>
        ))}
      </ul>
    </div>
  );
}
