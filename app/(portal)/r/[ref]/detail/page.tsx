import { redirect } from "next/navigation";
import { fieldOf, wrongOf } from "#app/_forms/message-wrong.ts";
import { made } from "#app/_forms/page.ts";
import { BackLink } from "#app/_ui/BackLink.tsx";
import { Details } from "#app/_ui/Details.tsx";
import { ErrorSummary } from "#app/_ui/ErrorSummary.tsx";
import { PageShell } from "#app/_ui/PageShell.tsx";
import { house } from "../../../_house/house.ts";
import { threadFor } from "../_dealing/load.ts";
import { ProveFirst } from "../_dealing/ProveFirst.tsx";
import { WriteForm } from "../_dealing/WriteForm.tsx";
import { referenceIn, trackingFor } from "../_track/load.ts";

type Props = {
  params: Promise<{ ref: string }>;
  searchParams: Promise<{ said?: string | string[] }>;
};

/** What helps us find more: the person's own words, which a person reads. It moves no date. */
export default async function DetailPage({ params, searchParams }: Props) {
  const reference = await referenceIn(params);
  const { said } = await searchParams;
  return made(`/r/${reference}/detail`, async () => {
    const tracking = await trackingFor(reference);
    if (!tracking) redirect(`/r/${reference}/prove`);
    const thread = await threadFor(reference, "detail");
    if (thread && !thread.mayWrite) redirect(`/r/${reference}`);
    const { company, text } = await house();
    const { t } = text;
    const wrong = wrongOf(said);
    const message = wrong ? t(`dealings.errors.${wrong}`) : undefined;
    const title = t("dealings.detail.title");
    return (
      <PageShell
        title={title}
        text={text}
        company={company}
        failed={message !== undefined}
        above={<BackLink href={`/r/${reference}`}>{t("dealings.back")}</BackLink>}
      >
        <ErrorSummary
          title={t("ask.summaryTitle")}
          errors={wrong && message ? [{ field: fieldOf(wrong), message }] : []}
        />
        <h1>{title}</h1>
        {thread === null ? (
          <ProveFirst reference={reference} text={text} />
        ) : (
          <>
            <p className="lede">{t("dealings.detail.lede")}</p>
            <p>{t("dealings.detail.clock")}</p>
            <WriteForm
              action={`/r/${reference}/detail/send`}
              label={t("dealings.detail.label")}
              send={t("dealings.detail.send")}
              draft={thread.draft}
              wrong={wrong}
              text={text}
            />
            <Details summary={t("ask.why")}>
              <p>{t("dealings.detail.why")}</p>
            </Details>
          </>
        )}
      </PageShell>
    );
  });
}
