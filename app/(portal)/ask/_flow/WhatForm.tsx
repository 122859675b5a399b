import { QuestionPage } from "#app/_ui/QuestionPage.tsx";
import { Radios } from "#app/_ui/Radios.tsx";
import { TextArea, TextField } from "#app/_ui/TextField.tsx";
import type { Right } from "#lib/law/rights.ts";
import { house } from "../../_house/house.ts";
import { errorFor, errorsOn } from "./errors.ts";
import { PartFields } from "./PartFields.tsx";
import { stopChoices } from "./stops.ts";

/** Doors that can be asked for as a whole or in part. */
export function hasScope(right: Right): boolean {
  return right === "access" || right === "portability" || right === "erasure";
}

const isAbout = (right: Right): boolean => right === "appeal" || right === "complaint";

const fields = ["scope", "kinds", "from", "until", "wrong", "correct", "about", "details"];

type Props = {
  right: Right;
  values: Record<string, string>;
  wrong: Record<string, string>;
  back: string;
  /** Set where this is the first question: whoever is signed in need not say who they are. */
  begin?: Record<string, string>;
};

/** The content of a request, per door, always with a box for one's own words. */
export async function WhatForm({ right, values, wrong, back, begin }: Props) {
  const { company, text } = await house();
  const { t } = text;
  const errors = errorsOn(text, { errors: wrong }, fields);
  const title = t(`ask.what.${right}`);
  const scope = hasScope(right);
  const correcting = right === "rectification";
  return (
    <QuestionPage
      text={text}
      company={company}
      title={title}
      headed={scope}
      caption={t(`rights.${right}.noun`)}
      action="/ask/what/send"
      back={back}
      why={t("ask.what.why")}
      errors={errors}
      submit={t("ask.continue")}
      later={t("several.later.button")}
    >
      <input type="hidden" name="right" value={right} />
      {Object.entries(begin ?? {}).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {scope ? (
        <Radios
          heading
          name="scope"
          label={title}
          error={errorFor(errors, "scope")}
          value={values.scope}
          choices={[
            { value: "everything", label: t("ask.what.everything") },
            { value: "some", label: t("ask.what.some"), hint: t("several.part.hint") },
          ]}
        >
          <div className="nested nested-some">
            <PartFields text={text} right={right} values={values} errors={errors} />
          </div>
        </Radios>
      ) : (
        <input type="hidden" name="scope" value="everything" />
      )}
      {right === "opt_out" ? (
        <Radios
          name="stop"
          label={t("ask.what.stop")}
          hint={t("ask.what.stopHint")}
          value={values.stop}
          choices={stopChoices.map(({ value, says }) => ({ value, label: t(`ask.what.stops.${says}`) }))}
        />
      ) : null}
      {right === "objection" ? (
        <Radios
          name="objects"
          label={t("ask.what.objects")}
          value={values.objects}
          choices={(["both", "marketing", "uses"] as const).map((value) => ({
            value,
            label: t(`ask.what.objectsTo.${value}`),
          }))}
        />
      ) : null}
      {correcting ? (
        <>
          <TextArea
            name="wrong"
            label={t("ask.what.wrong")}
            hint={t("ask.what.wrongHint")}
            error={errorFor(errors, "wrong")}
            defaultValue={values.wrong}
            rows={3}
            maxLength={1000}
          />
          <TextArea
            name="correct"
            label={t("ask.what.correct")}
            hint={t("ask.what.correctHint")}
            error={errorFor(errors, "correct")}
            defaultValue={values.correct}
            rows={3}
            maxLength={1000}
          />
        </>
      ) : null}
      {isAbout(right) ? (
        <TextField
          name="about"
          dir="ltr"
          size="short"
          label={t("several.about.label")}
          hint={t("several.about.hint", { example: `${company.reference_prefix}-7K4-2QD` })}
          error={errorFor(errors, "about")}
          defaultValue={values.about}
          autoComplete="off"
          maxLength={20}
          spellCheck={false}
        />
      ) : null}
      <TextArea
        name="details"
        label={scope || correcting ? t("ask.what.detailsOptional") : t("ask.what.details")}
        hint={t("ask.what.detailsHint")}
        error={errorFor(errors, "details")}
        defaultValue={values.details}
        maxLength={4000}
      />
    </QuestionPage>
  );
}
