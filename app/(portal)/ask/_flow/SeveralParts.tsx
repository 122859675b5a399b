import { dayName } from "#app/_text/dates.ts";
import type { Text } from "#app/_text/text.ts";
import { Button } from "#app/_ui/Button.tsx";
import { SummaryList } from "#app/_ui/SummaryList.tsx";
import { answerDay } from "#lib/request/answer-day.ts";
import type { Draft } from "#lib/request/draft.ts";
import { suggestRights } from "#lib/request/suggest.ts";
import { sharedRows, whatRows } from "./rows.tsx";

/** How a message becomes several requests: each with what it asks, its own day, and a way to take it out. */
export function SeveralParts({ draft, text }: { draft: Draft; text: Text }) {
  const { t, language } = text;
  const { rights, values } = draft;
  const missed = suggestRights(values.words ?? "").filter(({ right }) => !rights.includes(right));
  return (
    <>
      <p className="lede">{t("several.check.becomes", { count: rights.length })}</p>
      {values.words ? <blockquote className="said">{values.words}</blockquote> : null}
      <SummaryList rows={sharedRows(draft, text)} />
      {rights.map((right, index) => {
        const day = answerDay(right, values.place ?? "");
        return (
          <section key={right} className="part" aria-labelledby={`part-${right}`}>
            <h2 id={`part-${right}`}>
              {t("several.check.part", { number: index + 1, what: t(`rights.${right}.noun`) })}
            </h2>
            {day ? <p>{t("several.check.day", { day: dayName(day, language) })}</p> : null}
            <SummaryList rows={whatRows(draft, right, text)} />
            <form method="post" action="/ask/check/remove">
              <Button second small name="remove" value={right}>
                {t("several.check.remove")}
                <span className="hidden-words">: {t(`rights.${right}.noun`)}</span>
              </Button>
            </form>
          </section>
        );
      })}
      {missed.map(({ right, because }) => (
        <form key={right} method="post" action="/ask/check/remove" className="part part-missed">
          <p>
            {t("several.check.alsoWrote", {
              words: because.map((one) => `“${one}”`).join(", "),
              what: t(`rights.${right}.noun`),
            })}
          </p>
          <Button second small name="add" value={right}>
            {t("several.check.addOne")}
            <span className="hidden-words">: {t(`rights.${right}.noun`)}</span>
          </Button>
        </form>
      ))}
    </>
  );
}
