import { redirect } from "next/navigation";
import { QuestionPage } from "#app/_ui/QuestionPage.tsx";
import { TextArea, TextField } from "#app/_ui/TextField.tsx";
import { house } from "../../_house/house.ts";
import { errorFor, errorsOn } from "../_flow/errors.ts";
import { backFrom, question } from "../_flow/question.tsx";

const titles = {
  agent: "others.them.titleAgent",
  parent: "others.them.titleParent",
  executor: "others.them.titleExecutor",
} as const;

/** Whom it is about, and by what we know them: systems are asked by these, never by the asker's own address. */
export default function ThemPage() {
  return question("/ask/them", async (draft) => {
    const { right, values } = draft;
    if (values.who !== "other") redirect("/ask/who");
    const relation =
      values.relation === "parent" || values.relation === "executor" ? values.relation : "agent";
    const { company, text } = await house();
    const { t } = text;
    const errors = errorsOn(text, draft, ["theirName", "theirEmail", "theirPhone"]);
    return (
      <QuestionPage
        text={text}
        company={company}
        title={t(titles[relation])}
        caption={t(`rights.${right}.noun`)}
        action="/ask/them/send"
        back={backFrom(draft, "/ask/who")}
        why={t("others.them.why")}
        errors={errors}
        submit={t("ask.continue")}
        later={t("several.later.button")}
      >
        <input type="hidden" name="relation" value={relation} />
        {relation === "agent" ? <p>{t("others.them.emailAgent")}</p> : null}
        {relation === "parent" ? <p>{t("others.them.older")}</p> : null}
        {relation === "executor" ? <p>{t("others.them.gdpr")}</p> : null}
        <TextField
          name="theirName"
          label={t("others.them.name")}
          error={errorFor(errors, "theirName")}
          defaultValue={values.theirName}
          autoComplete="off"
          maxLength={200}
          spellCheck={false}
        />
        <TextArea
          name="theirEmail"
          label={t("others.them.email")}
          hint={t("others.them.emailHint")}
          error={errorFor(errors, "theirEmail")}
          defaultValue={values.theirEmail}
          autoComplete="off"
          rows={2}
          dir="ltr"
          maxLength={1000}
          spellCheck={false}
        />
        <TextField
          name="theirPhone"
          type="tel"
          dir="ltr"
          label={t("others.them.phone")}
          hint={relation === "agent" ? undefined : t("others.them.phoneHint")}
          error={errorFor(errors, "theirPhone")}
          defaultValue={values.theirPhone}
          autoComplete="off"
          size="half"
          maxLength={40}
        />
      </QuestionPage>
    );
  });
}
