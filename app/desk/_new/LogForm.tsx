"use client";

import { useActionState } from "react";
import { Button } from "#app/_ui/Button.tsx";
import { ErrorSummary } from "#app/_ui/ErrorSummary.tsx";
import { SelectField, TextArea, TextField } from "#app/_ui/TextField.tsx";
import { ProblemBox } from "../_systems/ProblemBox.tsx";
import { logElsewhere } from "./acts.ts";
import { CameFields } from "./CameFields.tsx";
import { Check } from "./Check.tsx";
import type { LogState } from "./state.ts";
import { Ticks } from "./Ticks.tsx";

type Place = { code: string; name: string };
type Props = {
  once: string;
  today: string;
  countries: Place[];
  states: Place[];
  rights: { value: string; label: string }[];
};

const order = ["rights", "channel", "day", "evidence", "whyOld", "name", "email", "place", "wrong"];

/** A request that came elsewhere, written down on one page and looked at once more before it is filed. Works without scripts. */
export function LogForm({ once, today, countries, states, rights }: Props) {
  const first: LogState = { problem: null, errors: {}, values: { once }, rights: [], check: null };
  const [state, send, waiting] = useActionState(logElsewhere, first);
  const { values, errors } = state;
  if (state.check) return <Check state={state} check={state.check} send={send} waiting={waiting} />;
  const said = (name: string) => ({ name, defaultValue: values[name] ?? "", error: errors[name] });
  const wrong = order.flatMap((field) => (errors[field] ? [{ field, message: errors[field] }] : []));
  return (
    <form action={send} className="intake" noValidate>
      <ErrorSummary title="There is something to put right" errors={wrong} />
      <ProblemBox problem={state.problem} />
      <input type="hidden" name="once" value={values.once ?? once} />
      <section aria-labelledby="asks">
        <h2 id="asks">What they ask for</h2>
        <Ticks
          name="rights"
          label="Everything that the message asks for"
          hint="Each becomes a request of its own, with its own law and its own day."
          error={errors.rights}
          choices={rights}
          chosen={state.rights}
        />
        <TextArea
          label="Their own words"
          hint="If they want only a part, or say more. Left empty, it is about everything."
          rows={4}
          {...said("details")}
        />
        <div className="side-by-side">
          <TextField label="What is wrong" hint="Where something is to be corrected." {...said("wrong")} />
          <TextField label="What it should say" {...said("correct")} />
        </div>
      </section>
      <section aria-labelledby="came">
        <h2 id="came">How and when it came</h2>
        <CameFields values={values} errors={errors} today={today} dated />
        <TextField
          label="Why it lay so long"
          hint="Only where it came more than five years ago."
          {...said("whyOld")}
        />
      </section>
      <section aria-labelledby="person">
        <h2 id="person">The person</h2>
        <TextField label="Name" size="half" autoComplete="off" {...said("name")} />
        <TextField
          label="Email"
          hint="Where the confirmation goes, and whose mailbox they prove."
          type="email"
          dir="ltr"
          size="half"
          autoComplete="off"
          {...said("email")}
        />
        <TextField
          label="Other emails they name"
          hint="Separated by spaces. They are not looked for before they are proven."
          autoComplete="off"
          {...said("otherEmails")}
        />
        <TextField label="Phone" dir="ltr" size="short" autoComplete="off" {...said("phone")} />
        <SelectField
          key={values.place}
          label="Where they live"
          hint="As they say. It decides which law counts; you can correct it later."
          {...said("place")}
        >
          <option value="">Choose</option>
          <PlaceOptions countries={countries} states={states} />
        </SelectField>
      </section>
      <p className="form-end">
        <Button name="intent" value="check" disabled={waiting}>
          Look at it once more
        </Button>
      </p>
    </form>
  );
}

/** Countries, and the United States by state. */
export function PlaceOptions({ countries, states }: { countries: Place[]; states: Place[] }) {
  const option = ({ code, name }: Place) => (
    <option key={code} value={code}>
      {name}
    </option>
  );
  return (
    <>
      <optgroup label="Countries">{countries.map(option)}</optgroup>
      <optgroup label="United States, by state">{states.map(option)}</optgroup>
    </>
  );
}
