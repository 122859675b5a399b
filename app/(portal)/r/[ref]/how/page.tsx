import { redirect } from "next/navigation";
import { wrongOf } from "#app/_forms/message-wrong.ts";
import { made } from "#app/_forms/page.ts";
import { BackLink } from "#app/_ui/BackLink.tsx";
import { ConfirmationPanel } from "#app/_ui/Boxes.tsx";
import { Button } from "#app/_ui/Button.tsx";
import { ErrorSummary } from "#app/_ui/ErrorSummary.tsx";
import { PageShell } from "#app/_ui/PageShell.tsx";
import { Radios } from "#app/_ui/Radios.tsx";
import { opinions } from "#lib/dealing/opinion.ts";
import { house } from "../../../_house/house.ts";
import { opinionFor } from "../_dealing/load.ts";
import { ProveFirst } from "../_dealing/ProveFirst.tsx";
import { referenceIn, trackingFor } from "../_track/load.ts";

type Query = { said?: string | string[]; sent?: string | string[] };
type Props = { params: Promise<{ ref: string }>; searchParams: Promise<Query> };

/** One question at the end, asked once, counted and not kept. */
export default async function HowPage({ params, searchParams }: Props) {
  const reference = await referenceIn(params);
  const query = await searchParams;
  return made(`/r/${reference}/how`, async () => {
    if (!(await trackingFor(reference))) redirect(`/r/${reference}/prove`);
    const state = await opinionFor(reference);
    const { company, text } = await house();
    const { t } = text;
    const wrong = state === "open" && wrongOf(query.said) ? t("dealings.errors.opinion") : undefined;
    const title = t("dealings.how.title");
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
          errors={wrong ? [{ field: "answer", message: wrong }] : []}
        />
        {state === "given" && query.sent === "yes" ? (
          <ConfirmationPanel title={t("dealings.how.doneTitle")}>
            <p>{t("dealings.how.done")}</p>
          </ConfirmationPanel>
        ) : null}
        <h1>{title}</h1>
        {state === null ? <ProveFirst reference={reference} text={text} /> : null}
        {state === "early" ? <p className="lede">{t("dealings.how.early")}</p> : null}
        {state === "given" && query.sent !== "yes" ? (
          <p className="lede">{t("dealings.how.before")}</p>
        ) : null}
        {state === "open" ? (
          <>
            <p className="lede">{t("dealings.how.lede")}</p>
            <form method="post" action={`/r/${reference}/how/send`} noValidate>
              <Radios
                name="answer"
                label={t("dealings.how.label")}
                error={wrong}
                choices={opinions.map((value) => ({ value, label: t(`dealings.how.${value}`) }))}
              />
              <p>{t("dealings.how.kept")}</p>
              <p>
                <Button>{t("dealings.how.send")}</Button>
              </p>
            </form>
          </>
        ) : null}
      </PageShell>
    );
  });
}
