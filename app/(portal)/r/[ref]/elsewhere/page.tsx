import { redirect } from "next/navigation";
import { asker } from "#app/_auth/visitor.ts";
import { made } from "#app/_forms/page.ts";
import type { Text } from "#app/_text/text.ts";
import { BackLink } from "#app/_ui/BackLink.tsx";
import { Button, ButtonLink } from "#app/_ui/Button.tsx";
import { ErrorSummary } from "#app/_ui/ErrorSummary.tsx";
import { PageShell } from "#app/_ui/PageShell.tsx";
import { TextField } from "#app/_ui/TextField.tsx";
import { transmissionsOf } from "#lib/transmission/read.ts";
import { house } from "../../../_house/house.ts";
import { referenceIn, trackingFor } from "../_track/load.ts";
import { Wishes } from "./Wishes.tsx";
import { wrongOf } from "./wrong.ts";

type Props = { params: Promise<{ ref: string }>; searchParams: Promise<{ said?: string | string[] }> };

/** Data that goes straight to another company: the wish, how it stands, and what the other company must give. */
export default async function ElsewherePage({ params, searchParams }: Props) {
  const reference = await referenceIn(params);
  const { said } = await searchParams;
  return made(`/r/${reference}/elsewhere`, async () => {
    const tracking = await trackingFor(reference);
    if (!tracking?.proven) redirect(`/r/${reference}/prove`);
    if (tracking.right !== "portability") redirect(`/r/${reference}`);
    const { wishes, mayAsk, needsCode } = await transmissionsOf(await asker(), reference);
    const { company, text } = await house();
    const { t } = text;
    const wrong = wrongOf(said);
    const error = (field: string) =>
      wrong?.field === field ? t(`elsewhere.errors.${wrong.code}`) : undefined;
    return (
      <PageShell
        title={t("elsewhere.title")}
        text={text}
        company={company}
        failed={wrong !== null}
        above={<BackLink href={`/r/${reference}`}>{t("shell.back")}</BackLink>}
      >
        <ErrorSummary
          title={t("ask.summaryTitle")}
          errors={wrong ? [{ field: wrong.field, message: t(`elsewhere.errors.${wrong.code}`) }] : []}
        />
        <h1>{t("elsewhere.title")}</h1>
        <p className="lede">{t("elsewhere.lede")}</p>
        <Wishes reference={reference} wishes={wishes} text={text} zone={company.timezone} />
        {mayAsk && needsCode ? <FreshCode reference={reference} text={text} /> : null}
        {mayAsk && !needsCode ? (
          <form method="post" action={`/r/${reference}/elsewhere/send`} noValidate>
            <TextField
              name="controller"
              label={t("elsewhere.controller")}
              error={error("controller")}
              autoComplete="organization"
              maxLength={200}
            />
            <TextField
              name="address"
              type="url"
              inputMode="url"
              dir="ltr"
              label={t("elsewhere.address")}
              hint={t("elsewhere.addressHint")}
              error={error("address")}
              autoComplete="off"
              maxLength={2000}
            />
            <p>{t("elsewhere.before")}</p>
            <p>
              <Button>{t("elsewhere.send")}</Button>
            </p>
          </form>
        ) : null}
        <p>{t("elsewhere.own")}</p>
        <p className="actions">
          <ButtonLink second href={`/r/${reference}`}>
            {t("recourse.back")}
          </ButtonLink>
        </p>
      </PageShell>
    );
  });
}

function FreshCode({ reference, text: { t } }: { reference: string; text: Text }) {
  return (
    <>
      <p>{t("elsewhere.fresh")}</p>
      <p>
        <ButtonLink href={`/r/${reference}/prove`}>{t("elsewhere.freshButton")}</ButtonLink>
      </p>
    </>
  );
}
