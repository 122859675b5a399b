import { redirect } from "next/navigation";
import { made } from "#app/_forms/page.ts";
import { BackLink } from "#app/_ui/BackLink.tsx";
import { ConfirmationPanel, Notice, Ref } from "#app/_ui/Boxes.tsx";
import { Button } from "#app/_ui/Button.tsx";
import { Details } from "#app/_ui/Details.tsx";
import { ErrorSummary } from "#app/_ui/ErrorSummary.tsx";
import { PageShell } from "#app/_ui/PageShell.tsx";
import { CodeField } from "#app/_ui/TextField.tsx";
import { needsProof } from "#lib/law/rights.ts";
import { house } from "../../../_house/house.ts";
import { referenceIn, trackingFor } from "../_track/load.ts";

type Query = { said?: string | string[]; then?: string | string[] };
const wrongs = ["missing", "wrong", "spent"] as const;

/**
 * The code page. It looks the same to a stranger, whether or not the reference exists; only the browser that
 * filed the request sees that it was filed and where the code went.
 */
export default async function ProvePage({
  params,
  searchParams,
}: {
  params: Promise<{ ref: string }>;
  searchParams: Promise<Query>;
}) {
  const reference = await referenceIn(params);
  const { said, then } = await searchParams;
  return made(`/r/${reference}/prove`, async () => {
    const { company, text } = house();
    const { t } = text;
    const tracking = await trackingFor(reference);
    const download = then === "download";
    if (tracking && !download && (tracking.proven || !needsProof(tracking.right)))
      redirect(`/r/${reference}`);
    const wrong = wrongs.find((each) => each === said);
    const message = wrong ? t(`errors.code.${wrong}`) : undefined;
    const filedHere = tracking !== null && !tracking.proven && tracking.status === "received";
    const ref = () => <Ref key="ref">{reference}</Ref>;
    const address = tracking?.contact ?? null;
    return (
      <PageShell
        title={t("prove.title")}
        text={text}
        company={company}
        failed={message !== undefined}
        above={filedHere ? null : <BackLink href="/find">{t("track.another")}</BackLink>}
      >
        <ErrorSummary title={t("ask.summaryTitle")} errors={message ? [{ field: "code", message }] : []} />
        {said === "resent" ? (
          <Notice tone="good">
            <p>{t("prove.resent")}</p>
          </Notice>
        ) : null}
        {said === "often" ? (
          <Notice tone="bad">
            <p>{t("prove.tooMany")}</p>
          </Notice>
        ) : null}
        {filedHere && said === undefined ? (
          <ConfirmationPanel title={t("prove.filedTitle")}>
            <p>{t.rich("prove.filed", { ref })}</p>
            <p>{t("prove.filedText")}</p>
          </ConfirmationPanel>
        ) : null}
        <h1>{t("prove.title")}</h1>
        <p className="lede">
          {address
            ? t.rich("prove.sentTo", {
                email: () => (
                  <bdi key="email" dir="ltr">
                    {address}
                  </bdi>
                ),
              })
            : t.rich("prove.stranger", { ref })}
        </p>
        {download ? <p>{t("prove.download")}</p> : null}
        <form method="post" action={`/r/${reference}/prove/send`} noValidate>
          {download ? <input type="hidden" name="then" value="download" /> : null}
          <CodeField name="code" label={t("prove.label")} hint={t("prove.hint")} error={message} />
          <Button>{t("prove.send")}</Button>
        </form>
        <section className="again" aria-labelledby="again">
          <h2 id="again">{t("prove.noCode")}</h2>
          <p>{t("prove.wait")}</p>
          <form method="post" action={`/r/${reference}/prove/again`}>
            {download ? <input type="hidden" name="then" value="download" /> : null}
            <Button second>
              {filedHere || said === "resent" ? t("prove.resendAgain") : t("prove.resend")}
            </Button>
          </form>
        </section>
        <Details summary={t("ask.why")}>
          <p>{t("prove.why")}</p>
          <p>{t("prove.wrongAddress")}</p>
        </Details>
      </PageShell>
    );
  });
}
