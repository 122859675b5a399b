import { QuestionPage } from "#app/_ui/QuestionPage.tsx";
import { Radios } from "#app/_ui/Radios.tsx";
import { TextField } from "#app/_ui/TextField.tsx";
import type { Right } from "#lib/law/rights.ts";
import type { Draft } from "#lib/request/draft.ts";
import { house } from "../../_house/house.ts";
import { errorFor, errorsOn } from "./errors.ts";

type Props = {
  right: Right;
  draft: Pick<Draft, "values" | "errors"> | null;
  /** What the door says beforehand: the kind of data that a link named, or that it is about adverts. */
  first?: Record<string, string>;
};

/** The first question. It works before there is any cookie: the form says which right is asked for. */
export async function WhoPage({ right, draft, first = {} }: Props) {
  const { company, text } = await house();
  const { t } = text;
  const values = draft?.values ?? {};
  const errors = errorsOn(text, draft, ["who", "relation", "theirName"]);
  return (
    <QuestionPage
      text={text}
      company={company}
      title={t("ask.who.title")}
      headed
      caption={t(`rights.${right}.noun`)}
      action="/ask/who/send"
      back="/"
      why={t("ask.who.why")}
      errors={errors}
      submit={t("ask.continue")}
      later={t("several.later.button")}
    >
      <input type="hidden" name="right" value={right} />
      {Object.entries(first).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <Radios
        heading
        name="who"
        label={t("ask.who.title")}
        error={errorFor(errors, "who")}
        value={values.who}
        choices={[
          { value: "self", label: t("ask.who.self") },
          { value: "other", label: t("ask.who.other"), hint: t("ask.who.otherHint") },
        ]}
      >
        <div className="nested">
          <Radios
            name="relation"
            label={t("ask.who.relation")}
            error={errorFor(errors, "relation")}
            value={values.relation}
            choices={[
              { value: "agent", label: t("ask.who.agent") },
              { value: "parent", label: t("ask.who.parent") },
              { value: "executor", label: t("ask.who.executor") },
            ]}
          />
          <TextField
            name="theirName"
            label={t("ask.who.theirName")}
            error={errorFor(errors, "theirName")}
            defaultValue={values.theirName}
            autoComplete="off"
            maxLength={200}
          />
        </div>
      </Radios>
    </QuestionPage>
  );
}
