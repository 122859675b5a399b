import { asker } from "#app/_auth/visitor.ts";
import { made } from "#app/_forms/page.ts";
import { BackLink } from "#app/_ui/BackLink.tsx";
import { NextBox, Notice, Ref } from "#app/_ui/Boxes.tsx";
import { ButtonLink } from "#app/_ui/Button.tsx";
import { ErrorSummary } from "#app/_ui/ErrorSummary.tsx";
import { PageShell } from "#app/_ui/PageShell.tsx";
import { type AskersView, readAsAsker } from "#lib/behalf/read.ts";
import { HabeasError } from "#lib/core/errors.ts";
import { house } from "../../_house/house.ts";
import { referenceIn } from "../../r/[ref]/_track/load.ts";
import { Asked } from "../_show/Asked.tsx";
import { Needed } from "../_show/Needed.tsx";
import { NotYours } from "../_show/NotYours.tsx";
import { PaperForm } from "../_show/PaperForm.tsx";

type Props = {
  params: Promise<{ ref: string }>;
  searchParams: Promise<{ said?: string | string[] }>;
};

const wrongs = { type: "wrongType", large: "wrongLarge", closed: "wrongClosed" } as const;

/** For whoever asks for somebody else: whether they may, what is needed, and how it stands. Nothing of the person. */
export default async function BehalfPage({ params, searchParams }: Props) {
  const reference = await referenceIn(params);
  const { said } = await searchParams;
  return made(`/for/${reference}`, async () => {
    const view = await viewFor(reference);
    if (!view) return <NotYours />;
    const { company, text } = await house();
    const { t } = text;
    const wrong = Object.entries(wrongs).find(([key]) => key === said)?.[1];
    const errors = wrong ? [{ field: "paper", message: t(`others.paper.${wrong}`) }] : [];
    const heading = t(`others.page.${headingOf(view)}`);
    const mayShow = !view.ended && (view.state === "open" || view.state === "refused");
    return (
      <PageShell
        title={heading}
        text={text}
        company={company}
        failed={errors.length > 0}
        above={<BackLink href="/for/mine">{t("others.mine.title")}</BackLink>}
      >
        <ErrorSummary title={t("ask.summaryTitle")} errors={errors} />
        {said === "paper" ? (
          <Notice tone="good">
            <p>{t("others.paper.sent")}</p>
          </Notice>
        ) : null}
        <p className="caption">
          {t("others.page.title")} <Ref>{view.reference}</Ref>
        </p>
        <h1>{heading}</h1>
        {mayShow ? <p className="lede">{t("others.page.clock")}</p> : null}
        <NextBox title={t("others.page.next")}>
          <Needed view={view} text={text} />
        </NextBox>
        {view.answerTo === "asker" && !view.mustProve ? (
          <p className="actions">
            <ButtonLink href={`/r/${view.reference}`}>{t("others.page.request")}</ButtonLink>
          </p>
        ) : null}
        {mayShow ? <PaperForm view={view} text={text} error={errors[0]?.message} /> : null}
        <h2 className="others-asked">{t("others.page.requests")}</h2>
        <Asked view={view} text={text} />
      </PageShell>
    );
  });
}

function headingOf(view: AskersView) {
  if (view.state === "revoked" || view.state === "refused") return view.state;
  if (view.ended) return "ended";
  if (view.state === "accepted") return "accepted";
  return view.papers > 0 ? "paperHere" : "open";
}

async function viewFor(reference: string): Promise<AskersView | null> {
  try {
    return await readAsAsker(await asker(), reference);
  } catch (error) {
    if (error instanceof HabeasError && error.code === "not_found") return null;
    throw error;
  }
}
