import { redirect } from "next/navigation";
import { made } from "#app/_forms/page.ts";
import { BackLink } from "#app/_ui/BackLink.tsx";
import { Button, ButtonLink } from "#app/_ui/Button.tsx";
import { PageShell } from "#app/_ui/PageShell.tsx";
import { house } from "../../../_house/house.ts";
import { referenceIn, trackingFor } from "../_track/load.ts";

/** Asks once, with both ways out of equal size. */
export default async function CancelPage({ params }: { params: Promise<{ ref: string }> }) {
  const reference = await referenceIn(params);
  return made(`/r/${reference}/cancel`, async () => {
    const tracking = await trackingFor(reference);
    if (!tracking?.proven) redirect(`/r/${reference}/prove`);
    const { company, text } = await house();
    const { t } = text;
    const title = tracking.mayCancel ? t("cancel.title") : t("cancel.cannotTitle");
    return (
      <PageShell
        title={title}
        text={text}
        company={company}
        above={<BackLink href={`/r/${reference}`}>{t("shell.back")}</BackLink>}
      >
        <h1>{title}</h1>
        <p className="lede">{tracking.mayCancel ? t("cancel.text") : t("cancel.cannot")}</p>
        <div className="actions">
          {tracking.mayCancel ? (
            <form method="post" action={`/r/${reference}/cancel/send`}>
              <Button>{t("cancel.button")}</Button>
            </form>
          ) : null}
          <ButtonLink second href={`/r/${reference}`}>
            {t("cancel.keep")}
          </ButtonLink>
        </div>
      </PageShell>
    );
  });
}
