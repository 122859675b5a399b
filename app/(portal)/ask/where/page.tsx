import { headers } from "next/headers";
import { QuestionPage } from "#app/_ui/QuestionPage.tsx";
import { SelectField } from "#app/_ui/TextField.tsx";
import { house } from "../../_house/house.ts";
import { errorFor, errorsOn } from "../_flow/errors.ts";
import { countries, guessPlace, statesOfAmerica } from "../_flow/places.ts";
import { backFrom, question } from "../_flow/question.tsx";

/** Where the person lives: it decides which law helps them. */
export default async function WherePage() {
  const guess = guessPlace((await headers()).get("accept-language"));
  return question("/ask/where", async (draft) => {
    const { company, text } = await house();
    const { t, language } = text;
    const errors = errorsOn(text, draft, ["place"]);
    const chosen = draft.values.place;
    const guessed = chosen === undefined && guess !== null;
    return (
      <QuestionPage
        text={text}
        company={company}
        title={t(whereTitle(draft.values))}
        caption={t(`rights.${draft.right}.noun`)}
        action="/ask/where/send"
        back={backFrom(draft, draft.values.who === "other" ? "/ask/them" : "/ask/who")}
        why={t("ask.where.why")}
        errors={errors}
        submit={t("ask.continue")}
        later={t("several.later.button")}
      >
        <SelectField
          name="place"
          label={t("ask.where.label")}
          hint={guessed ? t("ask.where.guessed") : t("ask.where.hint")}
          error={errorFor(errors, "place")}
          defaultValue={chosen ?? guess ?? ""}
          autoComplete="country"
        >
          <option value="">{t("ask.where.choose")}</option>
          <optgroup label={t("ask.where.countries")}>
            {countries(language).map(({ code, name }) => (
              <option key={code} value={code}>
                {name}
              </option>
            ))}
          </optgroup>
          <optgroup label={t("ask.where.states")}>
            {statesOfAmerica().map(({ code, name }) => (
              <option key={code} value={code}>
                {name}
              </option>
            ))}
            <option value="US">{t("ask.where.anyState")}</option>
          </optgroup>
        </SelectField>
      </QuestionPage>
    );
  });
}

/** The law is that of the place where the person lives whose data it is. */
function whereTitle({ who, relation }: Record<string, string>) {
  if (who !== "other") return "ask.where.title";
  return relation === "executor" ? "others.whereDied" : "others.whereTitle";
}
