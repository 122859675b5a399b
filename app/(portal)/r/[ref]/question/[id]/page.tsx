import { redirect } from "next/navigation";
import type { ReactNode } from "react";
import { made } from "#app/_forms/page.ts";
import { dayName } from "#app/_text/dates.ts";
import type { Text } from "#app/_text/text.ts";
import { BackLink } from "#app/_ui/BackLink.tsx";
import { ConfirmationPanel } from "#app/_ui/Boxes.tsx";
import { ButtonLink } from "#app/_ui/Button.tsx";
import { ErrorSummary } from "#app/_ui/ErrorSummary.tsx";
import { PageShell } from "#app/_ui/PageShell.tsx";
import type { PersonClock, PersonQuestion } from "#lib/request/clocks/person-view.ts";
import type { Tracking } from "#lib/request/views.ts";
import { house } from "../../../../_house/house.ts";
import { effectOf } from "../../_track/asks.ts";
import { referenceIn, trackingFor } from "../../_track/load.ts";
import { personClockFor } from "../../_track/load-clock.ts";
import { AnswerForm } from "../AnswerForm.tsx";
import { wrongOf } from "../wrong.ts";

type Props = {
  params: Promise<{ ref: string; id: string }>;
  searchParams: Promise<{ said?: string | string[] }>;
};

/** One question to the person: what, why, what it does to the date, the box for the answer; after it, thanks. */
export default async function QuestionPage({ params, searchParams }: Props) {
  const reference = await referenceIn(params);
  const { id } = await params;
  const { said } = await searchParams;
  return made(`/r/${reference}`, async () => {
    const tracking = await trackingFor(reference);
    if (!tracking) redirect(`/r/${reference}/prove`);
    const clock = await personClockFor(reference);
    const { company, text } = await house();
    const { t } = text;
    const found = clock.questions.find((one) => one.id === id) ?? null;
    // Before proof there may be questions that this browser does not see; once somebody proved it, only they answer.
    if (!tracking.proven && (!found || tracking.provenAt !== null)) redirect(`/r/${reference}/prove`);
    const open = found !== null && !found.answered;
    const wrong = open ? wrongOf(said) : null;
    const title = open ? t("question.title") : found ? t("question.thanksTitle") : t("question.goneTitle");
    return (
      <PageShell
        title={title}
        text={text}
        company={company}
        failed={wrong !== null}
        above={<BackLink href={`/r/${reference}`}>{t("shell.back")}</BackLink>}
      >
        <ErrorSummary
          title={t("ask.summaryTitle")}
          errors={wrong ? [{ field: wrong.field, message: t(`question.errors.${wrong.code}`) }] : []}
        />
        {open ? (
          <>
            <h1>{title}</h1>
            <Words question={found} tracking={tracking} text={text} />
            <AnswerForm reference={reference} question={found} wrong={wrong} text={text} />
            <section className="apart" aria-labelledby="after">
              <h2 id="after">{t("question.after")}</h2>
              <p>{effectOf(clock.waits, tracking.deadline, text)}</p>
              {tracking.mayCancel ? (
                <p>
                  {t.rich("question.cancel", {
                    cancel: (words) => <a href={`/r/${reference}/cancel`}>{words}</a>,
                  })}
                </p>
              ) : null}
            </section>
          </>
        ) : found ? (
          <Thanks clock={clock} tracking={tracking} text={text} />
        ) : (
          <>
            <h1>{title}</h1>
            <p className="lede">{t("question.gone")}</p>
            <p className="actions">
              <ButtonLink href={`/r/${reference}`}>{t("question.back")}</ButtonLink>
            </p>
          </>
        )}
      </PageShell>
    );
  });
}

/** What is asked and why; before proof only where the question went. */
function Words({ question, tracking, text }: { question: PersonQuestion; tracking: Tracking; text: Text }) {
  const { t, language } = text;
  if (question.text === null) {
    return (
      <p className="lede">
        {t.rich("question.inMail", {
          email: tracking.contact,
          prove: (words: ReactNode) => <a href={`/r/${tracking.reference}/prove`}>{words}</a>,
        })}
      </p>
    );
  }
  return (
    <>
      <section className="asked" aria-labelledby="what">
        <h2 id="what">{t("question.what")}</h2>
        <p className="said">{question.text}</p>
      </section>
      <section className="asked" aria-labelledby="why">
        <h2 id="why">{t("question.why")}</h2>
        <p className="said">{question.why}</p>
      </section>
      {question.replyBy ? <p>{t("track.asks.by", { date: dayName(question.replyBy, language) })}</p> : null}
    </>
  );
}

/** That the answer came, and what the clock does now. */
function Thanks({ clock, tracking, text }: { clock: PersonClock; tracking: Tracking; text: Text }) {
  const { t, language } = text;
  const { deadline, reference } = tracking;
  const next = clock.questions.find((one) => !one.answered);
  const date = dayName(deadline.safeDue, language);
  const paused = deadline.pauses.length > 0;
  return (
    <>
      <ConfirmationPanel title={t("question.thanksTitle")}>
        <p>
          {t("question.thanks")}{" "}
          {clock.waits
            ? t("question.thanksWaits")
            : paused
              ? t("question.thanksRuns", { date })
              : t("question.thanksKept", { date })}
        </p>
      </ConfirmationPanel>
      <h1 className="hidden-words">{t("question.thanksTitle")}</h1>
      {next ? <p>{t("question.thanksMore")}</p> : null}
      <p className="actions">
        {next ? (
          <ButtonLink href={`/r/${reference}/question/${next.id}`}>{t("track.asks.button")}</ButtonLink>
        ) : null}
        <ButtonLink second={next !== undefined} href={`/r/${reference}`}>
          {t("question.back")}
        </ButtonLink>
      </p>
    </>
  );
}
