import { asker } from "#app/_auth/visitor.ts";
import { made } from "#app/_forms/page.ts";
import { Notice } from "#app/_ui/Boxes.tsx";
import { QuestionPage } from "#app/_ui/QuestionPage.tsx";
import { TextArea } from "#app/_ui/TextField.tsx";
import { type Tick, Ticks } from "#app/_ui/Ticks.tsx";
import { type Right, rights } from "#lib/law/rights.ts";
import { readDraft } from "#lib/request/draft.ts";
import { suggestRights } from "#lib/request/suggest.ts";
import { house } from "../../_house/house.ts";
import { errorFor, errorsOn } from "../_flow/errors.ts";
import { rightBox } from "../_flow/ticks.ts";

/**
 * Several things at once, or said in one's own words. What the words may ask for is shown as a suggestion with its reason;
 * the person ticks, nobody does it for them.
 */
export default function WordsPage() {
  return made("/ask/words", async () => {
    const draft = await readDraft(await asker());
    const open = draft && draft.sent.length === 0 ? draft : null;
    const { company, text } = await house();
    const { t } = text;
    const errors = errorsOn(text, open, ["words"]);
    const words = open?.values.words ?? "";
    const suggestions = suggestRights(words);
    const suggested = new Set(suggestions.map(({ right }) => right));
    const tick = (right: Right, hint: string): Tick => ({
      name: rightBox(right),
      label: t(`rights.${right}.door`),
      hint,
      ticked: open?.rights.includes(right) ?? false,
    });
    return (
      <QuestionPage
        text={text}
        company={company}
        title={t("several.words.title")}
        caption={t("several.words.caption")}
        action="/ask/words/send"
        back={open?.next === "check" ? "/ask/check" : "/"}
        why={t("several.words.why")}
        errors={errors}
        submit={t("ask.continue")}
      >
        <TextArea
          name="words"
          label={t("several.words.label")}
          hint={t("several.words.hint")}
          error={errorFor(errors, "words")}
          defaultValue={words}
          maxLength={4000}
        />
        {suggestions.length > 0 ? (
          <Ticks
            name="suggested"
            label={t("several.words.suggested")}
            hint={t("several.words.suggestedHint")}
            ticks={suggestions.map(({ right, because }) =>
              tick(right, t("several.words.because", { words: because.map((one) => `“${one}”`).join(", ") })),
            )}
          />
        ) : null}
        <Ticks
          name="rights"
          label={suggestions.length > 0 ? t("several.words.others") : t("several.words.tick")}
          ticks={rights
            .filter((right) => !suggested.has(right))
            .map((right) => tick(right, t(`rights.${right}.about`)))}
        />
        <Notice>
          <p>
            {t.rich("several.words.question", {
              mail: (words) => (
                <a key="mail" href={`mailto:${company.contact.email}`}>
                  {words}
                </a>
              ),
            })}
          </p>
        </Notice>
      </QuestionPage>
    );
  });
}
