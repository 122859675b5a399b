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

type Query = { said?: string | string[]; sent?: string | string[] };
type Props = { params: Promise<{ ref: string }>; searchParams: Promise<Query> };

/** A complaint about how a request was handled: what happens then, by when, and whom else one can ask. */
export default async function ComplainPage({ params, searchParams }: Props) {
  const reference = await referenceIn(params);
  const query = await searchParams;
  return made(`/r/${reference}/complain`, async () => {
    const recourse = await recourseFor(reference);
    if (!recourse) redirect(`/r/${reference}/prove`);
    const { complaintBy, sent } = recourse;
    const { company, text } = await house();
    const { t, language } = text;
    const newest = query.sent === "yes" ? sent.complaints.at(-1) : undefined;
    const wrong = newest ? null : wrongOf(query.said);
    const message = wrong ? t(`recourse.errors.${wrong}`) : undefined;
    const title = newest
      ? t("recourse.complain.sentTitle")
      : complaintBy
        ? t("recourse.complain.title")
        : t("recourse.complain.noTitle");
    return (
      <PageShell
        title={title}
        text={text}
        company={company}
        failed={message !== undefined}
        above={<BackLink href={`/r/${reference}`}>{t("shell.back")}</BackLink>}
      >
        <ErrorSummary title={t("ask.summaryTitle")} errors={message ? [{ field: "text", message }] : []} />
        {newest ? (
          <ConfirmationPanel title={title}>
            <Sent sent={newest} text={text} />
          </ConfirmationPanel>
        ) : null}
        <h1 className={newest ? "hidden-words" : undefined}>{title}</h1>
        {complaintBy && !newest ? (
          <>
            <p className="lede">{t("recourse.complain.text")}</p>
            {sent.complaints.length > 0 ? <p>{t("recourse.complain.already")}</p> : null}
            {sent.complaints.map((one) => (
              <Sent key={one.reference} sent={one} text={text} />
            ))}
            <SayForm
              action={`/r/${reference}/complain/send`}
              label={t("recourse.complain.label")}
              hint={t("recourse.complain.hint")}
              error={message}
              send={t("recourse.complain.send")}
            />
            <section className="apart" aria-labelledby="next">
              <h2 id="next">{t("recourse.next")}</h2>
              <p>{t("recourse.complain.next", { date: dayName(complaintBy, language) })}</p>
            </section>
          </>
        ) : null}
        <p>
          {t.rich("recourse.complain.elsewhere", {
            authority: (words) => <a href={company.authority.url}>{words}</a>,
            name: company.authority.name,
          })}
        </p>
        <p className="actions">
          <ButtonLink second href={`/r/${reference}`}>
            {t("recourse.back")}
          </ButtonLink>
        </p>
      </PageShell>
    );
  });
}
