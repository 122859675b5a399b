import { QuestionPage } from "#app/_ui/QuestionPage.tsx";
import { Radios } from "#app/_ui/Radios.tsx";
import { TextArea } from "#app/_ui/TextField.tsx";
import type { Right } from "#lib/law/rights.ts";
import { house } from "../../_house/house.ts";
import { errorFor, errorsOn } from "../_flow/errors.ts";
import { question } from "../_flow/question.tsx";
import { stopChoices } from "../_flow/stops.ts";

/** Doors that can be asked for as a whole or in part. */
function hasScope(right: Right): boolean {
  return right === "access" || right === "portability" || right === "erasure";
}

/** The content of the request, per door, always with a box for one's own words. */
export default function WhatPage() {
  return question("/ask/what", async ({ right, values, errors: wrong }) => {
    const { company, text } = await house();
    const { t } = text;
    const errors = errorsOn(text, { errors: wrong }, ["scope", "wrong", "correct", "details"]);
    const title = t(`ask.what.${right}`);
    const scope = hasScope(right);
    const correcting = right === "rectification";
    const heading = scope || correcting;
    return (
      <QuestionPage
        text={text}
        company={company}
        title={title}
        headed={scope}
        caption={t(`rights.${right}.noun`)}
        action="/ask/what/send"
        back="/ask/you"
        why={t("ask.what.why")}
        errors={errors}
        submit={t("ask.continue")}
      >
        {scope ? (
          <Radios
            heading
            name="scope"
            label={title}
            error={errorFor(errors, "scope")}
            value={values.scope}
            choices={[
              { value: "everything", label: t("ask.what.everything") },
              { value: "some", label: t("ask.what.some"), hint: t("ask.what.someHint") },
            ]}
          />
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
        <TextArea
          name="details"
          label={heading ? t("ask.what.detailsOptional") : t("ask.what.details")}
          hint={t("ask.what.detailsHint")}
          error={errorFor(errors, "details")}
          defaultValue={values.details}
          maxLength={4000}
        />
      </QuestionPage>
    );
  });
}
