import { redirect } from "next/navigation";
import { made } from "#app/_forms/page.ts";
import { dateOf } from "#app/_text/dates.ts";
import { BackLink } from "#app/_ui/BackLink.tsx";
import { Ref } from "#app/_ui/Boxes.tsx";
import { PageShell } from "#app/_ui/PageShell.tsx";
import { SummaryList } from "#app/_ui/SummaryList.tsx";
import { languageOf, ownNames } from "#lib/core/languages.ts";
import { house } from "../../../_house/house.ts";
import { sharedRows, whatRows } from "../../../ask/_flow/rows.tsx";
import { askedFor } from "../_dealing/load.ts";
import { ProveFirst } from "../_dealing/ProveFirst.tsx";
import { referenceIn, trackingFor } from "../_track/load.ts";

/** What the person sent, as they sent it and as they have changed it since, to keep and to print. */
export default async function SentPage({ params }: { params: Promise<{ ref: string }> }) {
  const reference = await referenceIn(params);
  return made(`/r/${reference}/sent`, async () => {
    const tracking = await trackingFor(reference);
    if (!tracking) redirect(`/r/${reference}/prove`);
    const found = await askedFor(reference);
    const { company, text } = await house();
    const { t, language } = text;
    const title = t("dealings.sent.title");
    const values = found ? typedIn(found.asked) : {};
    const { right } = tracking;
    const draft = { values, rights: [right], whats: { [right]: values } };
    return (
      <PageShell
        title={title}
        text={text}
        company={company}
        above={<BackLink href={`/r/${reference}`}>{t("dealings.back")}</BackLink>}
      >
        <h1>{title}</h1>
        {found === null ? (
          <ProveFirst reference={reference} text={text} />
        ) : (
          <>
            <p className="lede">{t("dealings.sent.lede")}</p>
            <SummaryList
              rows={[
                { label: t("dealings.sent.reference"), value: <Ref>{reference}</Ref> },
                {
                  label: t("dealings.sent.on"),
                  value: dateOf(tracking.receivedAt, company.timezone, language),
                },
                { label: t("ask.check.asked"), value: t(`rights.${right}.noun`) },
                ...[...sharedRows(draft, text), ...whatRows(draft, right, text)].map(({ label, value }) => ({
                  label,
                  value,
                })),
                { label: t("dealings.sent.language"), value: ownNames[languageOf(found.language)] },
              ]}
            />
          </>
        )}
      </PageShell>
    );
  });
}

/** The answers that are words, as the form had them. */
function typedIn(asked: object): Record<string, string> {
  return Object.fromEntries(
    Object.entries(asked).filter((one): one is [string, string] => typeof one[1] === "string"),
  );
}
