import { redirect } from "next/navigation";
import { made } from "#app/_forms/page.ts";
import { dayName } from "#app/_text/dates.ts";
import { BackLink } from "#app/_ui/BackLink.tsx";
import { ConfirmationPanel } from "#app/_ui/Boxes.tsx";
import { ButtonLink } from "#app/_ui/Button.tsx";
import { ErrorSummary } from "#app/_ui/ErrorSummary.tsx";
import { PageShell } from "#app/_ui/PageShell.tsx";
import { house } from "../../../_house/house.ts";
import { recourseFor } from "../_recourse/load.ts";
import { SayForm } from "../_recourse/SayForm.tsx";
import { Sent } from "../_recourse/Ways.tsx";
import { wrongOf } from "../_recourse/wrong.ts";
import { referenceIn } from "../_track/load.ts";

type Props = { params: Promise<{ ref: string }>; searchParams: Promise<{ said?: string | string[] }> };

/** Asks somebody else to look again at an answer: what happens then, by when, and the box for why. */
export default async function AppealPage({ params, searchParams }: Props) {
  const reference = await referenceIn(params);
  const wrong = wrongOf((await searchParams).said);
  return made(`/r/${reference}/appeal`, async () => {
    const recourse = await recourseFor(reference);
    if (!recourse?.appeal) redirect(`/r/${reference}/prove`);
    const { appeal, sent } = recourse;
    const { company, text } = await house();
    const { t, language } = text;
    const title = sent.appeal
      ? t("recourse.appeal.sentTitle")
      : appeal.may
        ? t("recourse.appeal.title")
        : t("recourse.appeal.noTitle");
    const message = wrong && appeal.may ? t(`recourse.errors.${wrong}`) : undefined;
    return (
      <PageShell
        title={title}
        text={text}
        company={company}
        failed={message !== undefined}
        above={<BackLink href={`/r/${reference}`}>{t("shell.back")}</BackLink>}
      >
        <ErrorSummary title={t("ask.summaryTitle")} errors={message ? [{ field: "text", message }] : []} />
        {sent.appeal ? (
          <ConfirmationPanel title={title}>
            <Sent sent={sent.appeal} text={text} />
          </ConfirmationPanel>
        ) : (
          <h1>{title}</h1>
        )}
        {appeal.may ? (
          <>
            <p className="lede">{t("recourse.appeal.text")}</p>
            <SayForm
              action={`/r/${reference}/appeal/send`}
              label={t("recourse.appeal.label")}
              hint={t("recourse.appeal.hint")}
              error={message}
              send={t("recourse.appeal.send")}
            />
            <section className="apart" aria-labelledby="next">
              <h2 id="next">{t("recourse.next")}</h2>
              <p>{t("recourse.appeal.next", { date: dayName(appeal.answerBy, language) })}</p>
            </section>
          </>
        ) : sent.appeal ? (
          <>
            <h1 className="hidden-words">{title}</h1>
            <p>{t("recourse.appeal.waiting")}</p>
          </>
        ) : (
          <p className="lede">{t(`recourse.appeal.no.${appeal.why}`)}</p>
        )}
        <p className="actions">
          <ButtonLink second href={`/r/${reference}/complain`}>
            {t("recourse.complain.link")}
          </ButtonLink>
          <ButtonLink second href={`/r/${reference}`}>
            {t("recourse.back")}
          </ButtonLink>
        </p>
      </PageShell>
    );
  });
}
