"use client";

import { useActionState, useEffect, useState } from "react";
import { Button } from "#app/_ui/Button.tsx";
import { ErrorSummary } from "#app/_ui/ErrorSummary.tsx";
import { SelectField, TextArea, TextField } from "#app/_ui/TextField.tsx";
import type { SettingField } from "#lib/map/kinds/fields.ts";
import { connectSystem } from "./acts.ts";
import { ProblemBox } from "./ProblemBox.tsx";
import type { ConnectState } from "./state.ts";

type Props = {
  kind: string;
  /** Null while it is being registered. */
  system: { id: string; version: number } | null;
  fields: SettingField[];
  values: Record<string, string>;
  /** Name of a question → since when its secret is set, and by whom. */
  set: Record<string, string>;
};

/** How a system is reached. Sent without scripts too; what was typed comes back with an error, but for secrets. */
export function ConnectForm({ kind, system, fields, values, set }: Props) {
  const first: ConnectState = { problem: null, errors: {}, values };
  const [state, send, waiting] = useActionState(connectSystem, first);
  const [chosen, choose] = useState<Record<string, string>>({});
  // Without scripts every way is shown, under the words of the choice that it belongs to.
  const [scripted, setScripted] = useState(false);
  useEffect(() => setScripted(true), []);
  const answer = (name: string) =>
    chosen[name] ?? (state.values[name] || (fields.find((one) => one.name === name)?.standard ?? ""));
  const shown = fields.filter(
    ({ when }) => !scripted || when === null || when.is.includes(answer(when.name)),
  );
  const question = (field: SettingField) => (
    <Question
      key={field.name}
      field={field}
      state={state}
      set={set[field.name]}
      choose={(value) => choose((before) => ({ ...before, [field.name]: value }))}
      scripted={scripted}
    />
  );
  const order = ["title", "id", "owner_name", "owner_email", "country", ...fields.map((one) => one.name)];
  const errors = order.flatMap((field) => {
    const message = state.errors[field];
    const label = fields.find((one) => one.name === field)?.label;
    return message ? [{ field, message: label ? `${label}: ${message}` : message }] : [];
  });
  const more = shown.filter((one) => one.more);
  const said = (name: string) => ({ defaultValue: state.values[name], error: state.errors[name] });
  return (
    <form action={send} className="connect" noValidate>
      <ErrorSummary title="There is something to put right" errors={errors} />
      <ProblemBox problem={state.problem} />
      <input type="hidden" name="kind" value={kind} />
      {system ? (
        <>
          <input type="hidden" name="system" value={system.id} />
          <input type="hidden" name="basedOn" value={system.version} />
        </>
      ) : null}
      <fieldset>
        <legend>What it is</legend>
        <TextField
          name="title"
          label="Name"
          hint="As people at your company call it."
          size="half"
          {...said("title")}
        />
        {system ? null : (
          <TextField
            name="id"
            label="Id"
            hint="Stands in reports and files, and stays. Left empty, it is made from the name."
            size="half"
            autoComplete="off"
            {...said("id")}
          />
        )}
        <TextField
          name="owner_name"
          label="Who answers for it"
          size="half"
          autoComplete="off"
          {...said("owner_name")}
        />
        <TextField
          name="owner_email"
          label="Their mail address"
          type="email"
          size="half"
          autoComplete="off"
          {...said("owner_email")}
        />
        <TextField
          name="country"
          label="Country where the data lies"
          hint="Two letters, such as IE."
          size="short"
          maxLength={2}
          autoComplete="off"
          {...said("country")}
        />
      </fieldset>
      <fieldset>
        <legend>How it is reached</legend>
        {shown.filter((one) => !one.more).map(question)}
        {more.length > 0 ? (
          <details open={more.some((one) => state.errors[one.name])}>
            <summary>More settings, which nearly nobody changes</summary>
            {more.map(question)}
          </details>
        ) : null}
      </fieldset>
      <p className="form-end">
        <Button disabled={waiting}>{system ? "Save and check" : "Register as a draft"}</Button>
      </p>
    </form>
  );
}

function Question({
  field,
  state,
  set,
  choose,
  scripted,
}: {
  field: SettingField;
  state: ConnectState;
  set: string | undefined;
  choose: (value: string) => void;
  scripted: boolean;
}) {
  const { name, input, options, standard, required, when } = field;
  const before =
    scripted || when === null ? "" : `Only where it is “${when.is.join("” or “").replaceAll("_", " ")}”. `;
  const usual = standard === "" ? (required || when ? "" : " Can stay empty.") : ` Usually ${standard}.`;
  const hint =
    `${before}${field.hint}${set ? ` Set ${set}, and never shown. Left empty, it stays.` : usual}`.trim();
  const common = { name, label: field.label, hint: hint || undefined, error: state.errors[name] };
  const value = state.values[name];
  switch (input) {
    case "secret":
      return <TextField {...common} type="password" size="half" dir="ltr" autoComplete="new-password" />;
    case "choice":
    case "flag":
      return (
        <SelectField
          {...common}
          key={value}
          defaultValue={value || (name.endsWith(".kind") ? standard : "")}
          onChange={(event) => choose(event.target.value)}
        >
          {name.endsWith(".kind") && standard ? null : (
            <option value="">{standard ? `as usual (${standard})` : "choose"}</option>
          )}
          {(input === "flag" ? ["yes", "no"] : options).map((option) => (
            <option key={option} value={option}>
              {option.replaceAll("_", " ")}
            </option>
          ))}
        </SelectField>
      );
    case "long":
    case "list":
    case "pairs":
      return <TextArea {...common} rows={input === "long" ? 4 : 3} defaultValue={value} />;
    default:
      return (
        <TextField
          {...common}
          dir="ltr"
          size={input === "number" ? "short" : "half"}
          inputMode={input === "number" ? "decimal" : undefined}
          autoComplete="off"
          spellCheck={false}
          defaultValue={value}
        />
      );
  }
}
