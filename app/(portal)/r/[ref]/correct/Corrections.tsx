import { dateOf } from "#app/_text/dates.ts";
import type { Text } from "#app/_text/text.ts";
import { Button } from "#app/_ui/Button.tsx";
import { Details } from "#app/_ui/Details.tsx";
import { TextArea } from "#app/_ui/TextField.tsx";
import type { CorrectionView, PersonRectification } from "#lib/rectification/views.ts";
import { Evidence } from "./Evidence.tsx";
import { aboutName, partsText } from "./words.ts";

type Props = { reference: string; own: PersonRectification; text: Text; zone: string };

/** What the person said is wrong, each with how it stands and what they can do about it. */
export function Corrections({ reference, own, text, zone }: Props) {
  if (own.corrections.length === 0) return null;
  return (
    <section aria-labelledby="corrections">
      <h2 id="corrections" tabIndex={-1}>
        {text.t("correct.said")}
      </h2>
      {own.corrections.map((one) => (
        <Correction key={one.id} one={one} reference={reference} own={own} text={text} zone={zone} />
      ))}
    </section>
  );
}

function Correction({ one, reference, own, text, zone }: Props & { one: CorrectionView }) {
  const { t, language } = text;
  const { decision } = one;
  const open = one.state === "asked" || one.state === "granted";
  return (
    <section className="asked" aria-labelledby={`correction-${one.number}`}>
      <h3 id={`correction-${one.number}`}>{aboutName(one, text)}</h3>
      <p>
        <strong>{t(`correct.state.${one.state}`)}</strong>
      </p>
      <dl className="summary">
        <div className="summary-row">
          <dt>{t("correct.itSays")}</dt>
          <dd dir="auto">{one.wrong.map(partsText).join("; ") || t("correct.nothing")}</dd>
        </div>
        <div className="summary-row">
          <dt>{t("correct.itShould")}</dt>
          <dd dir="auto">
            {one.right
              ? t("correct.asIn", { system: one.right.title })
              : one.wanted
                ? partsText(one.wanted)
                : t("correct.nothing")}
          </dd>
        </div>
      </dl>
      {one.documents.length > 0 ? <p>{t("correct.documents", { count: one.documents.length })}</p> : null}
      {decision && !decision.granted ? (
        <>
          <p className="said">{decision.reason}</p>
          <p className="caption">
            {[decision.groundName, ...decision.articles.map(({ cite }) => cite)].filter(Boolean).join(", ")}
          </p>
        </>
      ) : null}
      {one.statement ? (
        <>
          <p className="caption">
            {t("correct.youSaid", { date: dateOf(one.statement.at, zone, language) })}
          </p>
          <p className="said">{one.statement.text}</p>
        </>
      ) : null}
      {one.state === "refused" && own.may.state && !one.statement ? (
        <Details summary={t("correct.disagree")}>
          <form method="post" action={`/r/${reference}/correct/statement`}>
            <input type="hidden" name="correction" value={one.id} />
            <TextArea
              name="text"
              label={t("correct.statement")}
              hint={t("correct.statementHint")}
              maxLength={4000}
              required
            />
            <Button>{t("correct.keepStatement")}</Button>
          </form>
        </Details>
      ) : null}
      {open && own.may.add ? <Evidence reference={reference} id={one.id} text={text} /> : null}
      {open && own.may.withdraw ? (
        <form method="post" action={`/r/${reference}/correct/take-back`}>
          <input type="hidden" name="correction" value={one.id} />
          <Button second>{t("correct.takeBack")}</Button>
        </form>
      ) : null}
    </section>
  );
}
