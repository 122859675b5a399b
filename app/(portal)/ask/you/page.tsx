import { Details } from "#app/_ui/Details.tsx";
import { QuestionPage } from "#app/_ui/QuestionPage.tsx";
import { TextArea, TextField } from "#app/_ui/TextField.tsx";
import { needsProof } from "#lib/law/rights.ts";
import { house } from "../../_house/house.ts";
import { errorFor, errorsOn } from "../_flow/errors.ts";
import { backFrom, question } from "../_flow/question.tsx";

/** Name and address, asked once and carried everywhere. */
export default function YouPage() {
  return question("/ask/you", async (draft) => {
    const { rights, right, values, errors: wrong } = draft;
    const { company, text } = await house();
    const { t } = text;
    const errors = errorsOn(text, { errors: wrong }, ["name", "email", "otherEmails", "phone"]);
    const proof = rights.some(needsProof);
    const other = values.who === "other";
    const otherHint = values.relation === "agent" ? t("others.you.agentHint") : t("others.you.familyHint");
    const more = Boolean(
      values.otherEmails || values.phone || errorFor(errors, "otherEmails") || errorFor(errors, "phone"),
    );
    return (
      <QuestionPage
        text={text}
        company={company}
        title={other ? t("others.you.title") : t("ask.you.title")}
        caption={t(`rights.${right}.noun`)}
        action="/ask/you/send"
        back={backFrom(draft, "/ask/where")}
        why={other ? t("others.you.why") : proof ? t("ask.you.why") : t("ask.you.whyNoProof")}
        errors={errors}
        submit={t("ask.continue")}
        later={t("several.later.button")}
      >
        <TextField
          name="name"
          label={t("ask.you.name")}
          error={errorFor(errors, "name")}
          defaultValue={values.name}
          autoComplete="name"
          maxLength={200}
          spellCheck={false}
        />
        <TextField
          name="email"
          type="email"
          dir="ltr"
          label={t("ask.you.email")}
          hint={other ? otherHint : proof ? t("ask.you.emailHint") : t("ask.you.emailHintNoProof")}
          error={errorFor(errors, "email")}
          defaultValue={values.email}
          autoComplete="email"
          maxLength={254}
          spellCheck={false}
        />
        {other ? null : (
          <Details summary={t("ask.you.more")} open={more}>
            <TextArea
              name="otherEmails"
              label={t("ask.you.otherEmails")}
              hint={t("ask.you.otherEmailsHint")}
              error={errorFor(errors, "otherEmails")}
              defaultValue={values.otherEmails}
              rows={3}
              dir="ltr"
              maxLength={1000}
              spellCheck={false}
            />
            <TextField
              name="phone"
              type="tel"
              dir="ltr"
              label={t("ask.you.phone")}
              hint={t("ask.you.phoneHint")}
              error={errorFor(errors, "phone")}
              defaultValue={values.phone}
              autoComplete="tel"
              size="half"
              maxLength={40}
            />
          </Details>
        )}
      </QuestionPage>
    );
  });
}
