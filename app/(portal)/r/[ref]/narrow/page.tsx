import { randomUUID } from "node:crypto";
import { redirect } from "next/navigation";
import { made } from "#app/_forms/page.ts";
import { BackLink } from "#app/_ui/BackLink.tsx";
import { Notice } from "#app/_ui/Boxes.tsx";
import { Button } from "#app/_ui/Button.tsx";
import { ErrorSummary } from "#app/_ui/ErrorSummary.tsx";
import { PageShell } from "#app/_ui/PageShell.tsx";
import { house } from "../../../_house/house.ts";
import { PartFields } from "../../../ask/_flow/PartFields.tsx";
import { askedFor } from "../_dealing/load.ts";
import { ProveFirst } from "../_dealing/ProveFirst.tsx";
import { referenceIn, trackingFor } from "../_track/load.ts";

type Query = { said?: string | string[]; saved?: string | string[] };
type Props = { params: Promise<{ ref: string }>; searchParams: Promise<Query> };

/** Asking for less after the request was sent: by kind of data and by time. It moves no date. */
export default async function NarrowPage({ params, searchParams }: Props) {
  const reference = await referenceIn(params);
  const query = await searchParams;
  return made(`/r/${reference}/narrow`, async () => {
    const tracking = await trackingFor(reference);
    if (!tracking) redirect(`/r/${reference}/prove`);
    const found = await askedFor(reference);
    const { company, text } = await house();
    const { t } = text;
    const wrong = query.said === "part" ? t("dealings.narrow.wrong") : undefined;
    const title = t("dealings.narrow.title");
    const { kinds = "", from = "", until = "" } = found?.asked ?? {};
    return (
      <PageShell
        title={title}
        text={text}
        company={company}
        failed={wrong !== undefined}
        above={<BackLink href={`/r/${reference}`}>{t("dealings.back")}</BackLink>}
      >
        <ErrorSummary
          title={t("ask.summaryTitle")}
          errors={wrong ? [{ field: "kinds", message: wrong }] : []}
        />
        {query.saved === "yes" && found ? (
          <Notice tone="good" title={t("dealings.narrow.doneTitle")} />
        ) : null}
        <h1>{title}</h1>
        {found === null ? <ProveFirst reference={reference} text={text} /> : null}
        {found && !found.mayNarrow ? <p className="lede">{t("dealings.narrow.cannot")}</p> : null}
        {found?.mayNarrow ? (
          <>
            <p className="lede">{t("dealings.narrow.lede")}</p>
            <p>{t("dealings.narrow.clock")}</p>
            <form method="post" action={`/r/${reference}/narrow/send`} noValidate>
              <input type="hidden" name="once" value={randomUUID()} />
              <PartFields
                text={text}
                right={tracking.right}
                values={{ kinds, from, until }}
                errors={wrong ? [{ field: "kinds", message: wrong }] : []}
              />
              <p>{t("dealings.narrow.already")}</p>
              <p>{t("dealings.narrow.more")}</p>
              <p className="actions">
                <Button>{t("dealings.narrow.send")}</Button>
              </p>
            </form>
          </>
        ) : null}
      </PageShell>
    );
  });
}
