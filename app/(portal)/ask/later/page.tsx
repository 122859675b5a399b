import { QuestionPage } from "#app/_ui/QuestionPage.tsx";
import { TextField } from "#app/_ui/TextField.tsx";
import { nextPath } from "#lib/request/draft.ts";
import { house } from "../../_house/house.ts";
import { errorFor, errorsOn } from "../_flow/errors.ts";
import { question } from "../_flow/question.tsx";

/** Where the link goes by which somebody finishes later, here or on another device. */
export default function LaterPage() {
  return question("/ask/later", async (draft) => {
    const { company, text } = await house();
    const { t } = text;
    const errors = errorsOn(text, draft, ["laterEmail"]);
    return (
      <QuestionPage
        text={text}
        company={company}
        title={t("several.later.title")}
        caption={t("several.later.caption")}
        action="/ask/later/send"
        back={nextPath(draft)}
        why={t("several.later.why")}
        errors={errors}
        submit={t("several.later.send")}
      >
        <TextField
          name="laterEmail"
          type="email"
          dir="ltr"
          label={t("several.later.email")}
          error={errorFor(errors, "laterEmail")}
          defaultValue={draft.values.laterEmail ?? draft.values.email}
          autoComplete="email"
          maxLength={254}
          spellCheck={false}
        />
      </QuestionPage>
    );
  });
}
