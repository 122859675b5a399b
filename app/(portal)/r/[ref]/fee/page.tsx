import { redirect } from "next/navigation";
import { made } from "#app/_forms/page.ts";
import { dayName } from "#app/_text/dates.ts";
import { BackLink } from "#app/_ui/BackLink.tsx";
import { Button, ButtonLink } from "#app/_ui/Button.tsx";
import { PageShell } from "#app/_ui/PageShell.tsx";
import { house } from "../../../_house/house.ts";
import { referenceIn, trackingFor } from "../_track/load.ts";
import { personClockFor } from "../_track/load-clock.ts";

/** What a request would cost and why, before anything is charged, with the way out that costs nothing. */
export default async function FeePage({ params }: { params: Promise<{ ref: string }> }) {
  const reference = await referenceIn(params);
  return made(`/r/${reference}/fee`, async () => {
    const tracking = await trackingFor(reference);
    if (!tracking?.proven) redirect(`/r/${reference}/prove`);
    const { fee, waits } = await personClockFor(reference);
    const { company, text } = await house();
    const { t } = text;
    const title =
      fee === null
        ? t("fee.noneTitle")
        : fee.state === "paid"
          ? t("fee.paidTitle", { amount: fee.amount })
          : t("fee.title");
    return (
      <PageShell
        title={title}
        text={text}
        company={company}
        above={<BackLink href={`/r/${reference}`}>{t("shell.back")}</BackLink>}
      >
        <h1>{title}</h1>
        {fee?.state === "asked" ? (
          <>
            <p className="lede">{t("fee.amount", { amount: fee.amount })}</p>
            <section className="asked" aria-labelledby="why">
              <h2 id="why">{t("fee.why")}</h2>
              <p className="said">{fee.why}</p>
            </section>
            <p>{waits ? t("fee.waits") : t("fee.runs")}</p>
            <p>
              {t.rich("fee.pay", {
                write: (words) => (
                  <a href={`mailto:${company.contact.email}?subject=${encodeURIComponent(reference)}`}>
                    {words}
                  </a>
                ),
              })}
            </p>
            {fee.agreeBy ? <p>{t("fee.agreeBy", { date: dayName(fee.agreeBy, text.language) })}</p> : null}
            <section className="apart" aria-labelledby="withdraw">
              <h2 id="withdraw">{t("fee.withdrawTitle")}</h2>
              <p>{t("fee.withdraw")}</p>
            </section>
          </>
        ) : (
          <p className="lede">{fee === null ? t("fee.none") : t("fee.paid")}</p>
        )}
        <div className="actions">
          {fee?.state === "asked" && tracking.mayCancel ? (
            <form method="post" action={`/r/${reference}/cancel/send`}>
              <Button>{t("fee.button")}</Button>
            </form>
          ) : null}
          <ButtonLink second href={`/r/${reference}`}>
            {fee?.state === "asked" ? t("fee.keep") : t("question.back")}
          </ButtonLink>
        </div>
      </PageShell>
    );
  });
}
