import { made } from "#app/_forms/page.ts";
import { BackLink } from "#app/_ui/BackLink.tsx";
import { NextBox } from "#app/_ui/Boxes.tsx";
import { ButtonLink } from "#app/_ui/Button.tsx";
import { ErrorSummary } from "#app/_ui/ErrorSummary.tsx";
import { PageShell } from "#app/_ui/PageShell.tsx";
import { house } from "../../../_house/house.ts";
import { referenceIn } from "../_track/load.ts";
import { Corrections } from "./Corrections.tsx";
import { Done } from "./Done.tsx";
import { correctionsFor } from "./load.ts";
import { Things } from "./Things.tsx";
import { wrongOf } from "./wrong.ts";

type Props = { params: Promise<{ ref: string }>; searchParams: Promise<{ said?: string | string[] }> };

/** What our systems say, what is wrong with it, what was decided, and what it says now. */
export default async function CorrectPage({ params, searchParams }: Props) {
  const reference = await referenceIn(params);
  const wrong = wrongOf((await searchParams).said);
  return made(`/r/${reference}/correct`, async () => {
    const own = await correctionsFor(reference);
    const { company, text } = await house();
    const { t } = text;
    return (
      <PageShell
        title={t("correct.title")}
        text={text}
        company={company}
        failed={wrong !== null}
        above={<BackLink href={`/r/${reference}`}>{t("shell.back")}</BackLink>}
      >
        <ErrorSummary
          title={t("ask.summaryTitle")}
          errors={wrong ? [{ field: "corrections", message: t(`correct.errors.${wrong}`) }] : []}
        />
        <h1>{t("correct.title")}</h1>
        <Done own={own} text={text} />
        <Corrections reference={reference} own={own} text={text} zone={company.timezone} />
        {own.suggestsRestriction ? (
          <NextBox title={t("correct.restrictTitle")}>
            <p>{t("correct.restrict")}</p>
            <ButtonLink second href="/ask/restriction">
              {t("correct.restrictLink")}
            </ButtonLink>
          </NextBox>
        ) : null}
        <Things reference={reference} own={own} text={text} />
        <p className="actions">
          <ButtonLink second href={`/r/${reference}`}>
            {t("recourse.back")}
          </ButtonLink>
        </p>
      </PageShell>
    );
  });
}
