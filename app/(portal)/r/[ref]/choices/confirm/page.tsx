import { redirect } from "next/navigation";
import { made } from "#app/_forms/page.ts";
import { BackLink } from "#app/_ui/BackLink.tsx";
import { Button, ButtonLink } from "#app/_ui/Button.tsx";
import { PageShell } from "#app/_ui/PageShell.tsx";
import { house } from "../../../../_house/house.ts";
import { referenceIn, trackingFor } from "../../_track/load.ts";

type Props = { params: Promise<{ ref: string }>; searchParams: Promise<{ step?: string | string[] }> };

/** The second step, with both ways out of equal size. */
export default async function ConfirmPage({ params, searchParams }: Props) {
  const reference = await referenceIn(params);
  const { step } = await searchParams;
  return made(`/r/${reference}/choices`, async () => {
    const tracking = await trackingFor(reference);
    if (!tracking?.proven || typeof step !== "string") redirect(`/r/${reference}/choices`);
    const { company, text } = await house();
    const { t } = text;
    return (
      <PageShell
        title={t("choices.confirmTitle")}
        text={text}
        company={company}
        above={<BackLink href={`/r/${reference}/choices`}>{t("shell.back")}</BackLink>}
      >
        <h1>{t("choices.confirmTitle")}</h1>
        <p className="lede">{t("choices.confirm")}</p>
        <div className="actions">
          <form method="post" action={`/r/${reference}/choices/confirm/send`}>
            <input type="hidden" name="step" value={step} />
            <Button second>{t("choices.allow")}</Button>
          </form>
          <ButtonLink second href={`/r/${reference}/choices`}>
            {t("choices.keep")}
          </ButtonLink>
        </div>
      </PageShell>
    );
  });
}
