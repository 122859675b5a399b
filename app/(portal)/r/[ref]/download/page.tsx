import { redirect } from "next/navigation";
import { asker } from "#app/_auth/visitor.ts";
import { made } from "#app/_forms/page.ts";
import { dateOf, sizeOf } from "#app/_text/dates.ts";
import type { Text } from "#app/_text/text.ts";
import { BackLink } from "#app/_ui/BackLink.tsx";
import { Notice } from "#app/_ui/Boxes.tsx";
import { Button } from "#app/_ui/Button.tsx";
import { DownloadCard } from "#app/_ui/DownloadCard.tsx";
import { PageShell } from "#app/_ui/PageShell.tsx";
import { readParts } from "#lib/bundle/handed-file.ts";
import { partSizes } from "#lib/bundle/volumes.ts";
import type { Company } from "#lib/map/schema.ts";
import { titledIn } from "#lib/map/titles.ts";
import type { BundleView } from "#lib/request/views.ts";
import { house } from "../../../_house/house.ts";
import { referenceIn, trackingFor } from "../_track/load.ts";
import { packing } from "../_track/standing.ts";
import { LockForm, LockProblem } from "./_file/LockForm.tsx";
import { type LockTrouble, wrongIn } from "./_file/lock-trouble.ts";
import { Parts } from "./_file/Parts.tsx";

/** The file: what it is and what is in it before anything is downloaded, and never a dead end. */
export default async function DownloadPage({
  params,
  searchParams,
}: {
  params: Promise<{ ref: string }>;
  searchParams: Promise<{ said?: string | string[]; parts?: string | string[] }>;
}) {
  const reference = await referenceIn(params);
  const { said, parts } = await searchParams;
  return made(`/r/${reference}/download`, async () => {
    const tracking = await trackingFor(reference);
    if (!tracking?.proven) redirect(`/r/${reference}/prove?then=download`);
    const { company, text } = await house();
    const { t } = text;
    const { bundle } = tracking;
    const title = titleOf(bundle, text);
    return (
      <PageShell
        title={title}
        text={text}
        company={company}
        above={<BackLink href={`/r/${reference}`}>{t("download.back")}</BackLink>}
      >
        {said === "renewed" && bundle?.state === "ready" ? (
          <Notice tone="good">
            <p>{t("download.renewed")}</p>
          </Notice>
        ) : null}
        <h1>{title}</h1>
        {bundle?.state === "ready" ? (
          <Ready
            reference={reference}
            bundle={bundle}
            text={text}
            company={company}
            wrong={wrongIn(said)}
            chosen={await chosenParts(reference, bundle.number, parts)}
          />
        ) : bundle?.state === "expired" ? (
          <>
            <p className="lede">{t("download.expired")}</p>
            <form method="post" action={`/r/${reference}/download/renew`}>
              <p className="actions">
                <Button>{t("download.renew")}</Button>
              </p>
            </form>
          </>
        ) : (
          <p className="lede">{bundle ? packing(bundle, text) : t("download.none")}</p>
        )}
        <p>
          {t.rich("download.other", {
            write: (words) => <a href={`mailto:${company.contact.email}`}>{words}</a>,
          })}
        </p>
      </PageShell>
    );
  });
}

function titleOf(bundle: BundleView | null, { t }: Text): string {
  if (!bundle) return t("download.titleNone");
  if (bundle.state === "ready") return t("download.title");
  return bundle.state === "expired" ? t("download.titleExpired") : t("download.titlePreparing");
}

/** The parts of the size that the address asks for; null where it asks for none that there is. */
async function chosenParts(reference: string, number: number, asked: string | string[] | undefined) {
  const most = partSizes.find((size) => String(size) === asked);
  return most === undefined ? null : { most, parts: await readParts(await asker(), reference, number, most) };
}

function Ready({
  reference,
  bundle,
  text,
  company,
  wrong,
  chosen,
}: {
  reference: string;
  bundle: BundleView;
  text: Text;
  company: Company;
  wrong: LockTrouble | null;
  chosen: Awaited<ReturnType<typeof chosenParts>>;
}) {
  const { t, language } = text;
  const size = sizeOf(bundle.bytes, language);
  return (
    <>
      {wrong ? <LockProblem wrong={wrong} text={text} /> : null}
      {bundle.partial ? (
        <Notice>
          <p>{t("download.partial")}</p>
        </Notice>
      ) : null}
      <DownloadCard
        facts={[
          { label: t("download.size"), value: size },
          { label: t("download.files"), value: bundle.files },
          ...(bundle.expiresAt
            ? [{ label: t("download.until"), value: dateOf(bundle.expiresAt, company.timezone, language) }]
            : []),
          { label: t("download.count"), value: bundle.downloads },
        ]}
        contents={{
          title: t("download.contents"),
          rows: titledIn(bundle.contents, language).map(({ systemId, title, records, files }) => ({
            id: systemId,
            title,
            amount: `${t("download.records", { records })}${t("download.filesCount", { files })}`,
          })),
        }}
        href={`/r/${reference}/download/${bundle.number}`}
        button={t("download.button")}
        hint={t("download.buttonHint", { size })}
      />
      {bundle.partial ? null : (
        <p>
          <a href={`/r/${reference}/facts`}>{t("facts.link")}</a>
        </p>
      )}
      <p>{t("download.resume")}</p>
      <p>{t("download.safe")}</p>
      <Parts reference={reference} bundle={bundle} chosen={chosen} text={text} />
      <LockForm action={`/r/${reference}/download/${bundle.number}/locked`} wrong={wrong} text={text} />
      <dl className="checksum">
        <dt>{t("download.hash")}</dt>
        <dd className="hash" dir="ltr">
          {bundle.sha256}
        </dd>
        <dd className="hint">{t("download.hashHint")}</dd>
      </dl>
    </>
  );
}
