import { redirect } from "next/navigation";
import { asker } from "#app/_auth/visitor.ts";
import { made } from "#app/_forms/page.ts";
import { dateOf } from "#app/_text/dates.ts";
import { BackLink } from "#app/_ui/BackLink.tsx";
import { ButtonLink } from "#app/_ui/Button.tsx";
import { PageShell } from "#app/_ui/PageShell.tsx";
import { reviewsForPerson } from "#lib/review/read.ts";
import { house } from "../../../_house/house.ts";
import { referenceIn, trackingFor } from "../_track/load.ts";

/** What machines decide here, how, and what a person found who looked again. */
export default async function ReviewPage({ params }: { params: Promise<{ ref: string }> }) {
  const reference = await referenceIn(params);
  return made(`/r/${reference}/review`, async () => {
    const tracking = await trackingFor(reference);
    if (!tracking?.proven) redirect(`/r/${reference}/prove`);
    const decisions = await reviewsForPerson(await asker(), reference);
    const { company, text } = await house();
    const { t, language } = text;
    return (
      <PageShell
        title={t("review.title")}
        text={text}
        company={company}
        above={<BackLink href={`/r/${reference}`}>{t("shell.back")}</BackLink>}
      >
        <h1>{t("review.title")}</h1>
        <p className="lede">{decisions ? t("review.lede") : t("review.none")}</p>
        {decisions?.map(({ system, decision, review }) => (
          <section key={`${system.id}/${decision.id}`} aria-labelledby={`${system.id}-${decision.id}`}>
            <h2 id={`${system.id}-${decision.id}`}>{decision.title}</h2>
            <p>{decision.what}</p>
            {review ? (
              <div className="asked">
                <p>
                  <strong>{t(`review.outcome.${review.outcome}`)}</strong>
                </p>
                <p className="said">{review.told}</p>
                <p className="caption">
                  {t("review.when", { date: dateOf(review.reviewedAt, company.timezone, language) })}
                </p>
              </div>
            ) : null}
            <h3>{t("review.how")}</h3>
            <p>{decision.logic}</p>
            <h3>{t("review.means")}</h3>
            <p>{decision.consequences}</p>
          </section>
        ))}
        <p className="actions">
          <ButtonLink second href={`/r/${reference}`}>
            {t("recourse.back")}
          </ButtonLink>
        </p>
      </PageShell>
    );
  });
}
