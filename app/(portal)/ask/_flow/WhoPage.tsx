import { QuestionPage } from "#app/_ui/QuestionPage.tsx";
import { Radios } from "#app/_ui/Radios.tsx";
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
  const errors = errorsOn(text, draft, ["who"]);
  return (
    <QuestionPage
      text={text}
      company={company}
      title={t("others.who.title")}
      headed
      caption={t(`rights.${right}.noun`)}
      action="/ask/who/send"
      back="/"
      why={t("others.who.why")}
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
        label={t("others.who.title")}
        error={errorFor(errors, "who")}
        value={values.who === "other" ? values.relation : values.who}
        choices={[
          { value: "self", label: t("others.who.self") },
          { value: "agent", label: t("others.who.agent"), hint: t("others.who.agentHint") },
          { value: "parent", label: t("others.who.parent"), hint: t("others.who.parentHint") },
          { value: "executor", label: t("others.who.executor"), hint: t("others.who.executorHint") },
        ]}
      />
    </QuestionPage>
  );
}
