import { redirect } from "next/navigation";
import { fieldOf, wrongOf } from "#app/_forms/message-wrong.ts";
import { made } from "#app/_forms/page.ts";
import { BackLink } from "#app/_ui/BackLink.tsx";
import { Notice } from "#app/_ui/Boxes.tsx";
import { ErrorSummary } from "#app/_ui/ErrorSummary.tsx";
import { PageShell } from "#app/_ui/PageShell.tsx";
import { house } from "../../../_house/house.ts";
import { threadFor } from "../_dealing/load.ts";
import { ProveFirst } from "../_dealing/ProveFirst.tsx";
import { Thread } from "../_dealing/Thread.tsx";
import { WriteForm } from "../_dealing/WriteForm.tsx";
import { referenceIn, trackingFor } from "../_track/load.ts";

type Query = { said?: string | string[]; sent?: string | string[] };
type Props = { params: Promise<{ ref: string }>; searchParams: Promise<Query> };

/** What the person and the people who work on the request write to each other, also after it is finished. */
export default async function MessagesPage({ params, searchParams }: Props) {
  const reference = await referenceIn(params);
  const query = await searchParams;
  return made(`/r/${reference}/messages`, async () => {
    const tracking = await trackingFor(reference);
    if (!tracking) redirect(`/r/${reference}/prove`);
    const thread = await threadFor(reference, "message");
    const { company, text } = await house();
    const { t } = text;
    const wrong = wrongOf(query.said);
    const message = wrong ? t(`dealings.errors.${wrong}`) : undefined;
    const title = t("dealings.messages.title");
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
            {query.sent === "yes" && thread.messages.at(-1)?.mine ? (
              <Notice tone="good" title={t("dealings.messages.sentTitle")}>
                <p>{t("dealings.messages.sent")}</p>
              </Notice>
            ) : (
              <p className="lede">{t("dealings.messages.lede")}</p>
            )}
            {thread.messages.length === 0 ? (
              <p>{thread.mayWrite ? t("dealings.messages.none") : t("dealings.messages.over")}</p>
            ) : (
              <Thread
                reference={reference}
                messages={thread.messages}
                company={company.name}
                zone={company.timezone}
                text={text}
              />
            )}
            {thread.mayWrite ? (
              <section className="apart" aria-labelledby="write">
                <h2 id="write">{t("dealings.messages.writeTitle")}</h2>
                <WriteForm
                  action={`/r/${reference}/messages/send`}
                  label={t("dealings.messages.label")}
                  send={t("dealings.messages.send")}
                  draft={thread.draft}
                  wrong={wrong}
                  text={text}
                />
              </section>
            ) : null}
          </>
        )}
      </PageShell>
    );
  });
}
