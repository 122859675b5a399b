import { redirect } from "next/navigation";
import { asker } from "#app/_auth/visitor.ts";
import { made } from "#app/_forms/page.ts";
import { BackLink } from "#app/_ui/BackLink.tsx";
import { ConfirmationPanel, Notice, Ref } from "#app/_ui/Boxes.tsx";
import { Details } from "#app/_ui/Details.tsx";
import { ErrorSummary } from "#app/_ui/ErrorSummary.tsx";
import { PageShell } from "#app/_ui/PageShell.tsx";
import { needsProof } from "#lib/law/rights.ts";
import { house } from "../../../_house/house.ts";
import { referenceIn, trackingFor } from "../_track/load.ts";
import { ConfirmPage } from "./ConfirmPage.tsx";
import { AddressForm, CodeForm, SendForm } from "./forms.tsx";

type Query = { said?: string | string[]; then?: string | string[] };
const wrongs = ["missing", "wrong", "spent"] as const;

/**
 * The code page. It looks the same to a stranger, whether or not the reference exists; only the browser that
 * filed the request sees that it was filed and where the code went. Where a code is on its way the box comes
 * first, else the button that sends one: a code works only in the browser that asked for it.
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
    const { company, text } = await house();
    const { t } = text;
    const tracking = await trackingFor(reference);
    const download = then === "download";
    const signedIn = (await asker()).kind === "account";
    const waits =
      signedIn && tracking?.proven && tracking.status === "received" && tracking.provenAt === null;
    if (tracking && !download && ((tracking.proven && !waits) || !needsProof(tracking.right)))
      redirect(`/r/${reference}`);
    if (waits && !download) return <ConfirmPage text={text} company={company} reference={reference} />;
    const wrong = wrongs.find((each) => each === said);
    const message = wrong ? t(`errors.code.${wrong}`) : undefined;
    const refused = {
      often: t("prove.tooMany"),
      paused: t("proofs.paused"),
      used: t("proofs.link.spent"),
    }[typeof said === "string" ? said : ""];
    const filedHere = tracking !== null && !tracking.proven && tracking.status === "received";
    const onItsWay = filedHere || said === "resent" || said === "paused" || wrong !== undefined;
    const wrongAddress = said === "email" ? t("errors.find.email.format") : undefined;
    const title = onItsWay ? t("prove.title") : t("prove.askTitle");
    const ref = () => <Ref key="ref">{reference}</Ref>;
    const contact = tracking?.contact;
    const email = () => (
      <bdi key="email" dir="ltr">
        {contact}
      </bdi>
    );
    const form = { text, reference, download };
    return (
      <PageShell
        title={title}
        text={text}
        company={company}
        failed={message !== undefined || wrongAddress !== undefined}
        above={filedHere ? null : <BackLink href="/find">{t("track.another")}</BackLink>}
      >
        <ErrorSummary
          title={t("ask.summaryTitle")}
          errors={[
            ...(message ? [{ field: "code", message }] : []),
            ...(wrongAddress ? [{ field: "email", message: wrongAddress }] : []),
          ]}
        />
        {said === "resent" ? (
          <Notice tone="good">
            <p>{t("prove.resent")}</p>
          </Notice>
        ) : null}
        {refused ? (
          <Notice tone="bad">
            <p>{refused}</p>
          </Notice>
        ) : null}
        {filedHere && said === undefined ? (
          <ConfirmationPanel title={t("prove.filedTitle")}>
            <p>{t.rich("prove.filed", { ref })}</p>
            <p>{t("prove.filedText")}</p>
          </ConfirmationPanel>
        ) : null}
        <h1>{title}</h1>
        {onItsWay ? (
          <>
            <p className="lede">
              {contact ? t.rich("prove.sentTo", { email }) : t.rich("prove.stranger", { ref })}
            </p>
            <CodeForm {...form} error={message} first />
            <section className="apart" aria-labelledby="again">
              <h2 id="again">{t("prove.noCode")}</h2>
              <p>{t("prove.wait")}</p>
              <SendForm {...form} again />
            </section>
          </>
        ) : (
          <>
            <p className="lede">
              {contact ? t.rich("prove.askKnown", { email }) : t.rich("prove.ask", { ref })}
            </p>
            {download ? <p className="lede">{t("prove.download")}</p> : null}
            <p className="lede">{t("prove.works")}</p>
            <SendForm {...form} />
            <section className="apart" aria-labelledby="have">
              <h2 id="have">{t("prove.haveCode")}</h2>
              <CodeForm {...form} />
            </section>
          </>
        )}
        <Details summary={t("ask.why")}>
          <p>{t("prove.why")}</p>
        </Details>
        {filedHere ? (
          <Details summary={t("proofs.wrongAddress.title")}>
            <p>{t("proofs.wrongAddress.text")}</p>
            <AddressForm text={text} reference={reference} error={wrongAddress} />
          </Details>
        ) : null}
      </PageShell>
    );
  });
}
