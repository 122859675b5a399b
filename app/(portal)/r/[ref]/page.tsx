import { redirect } from "next/navigation";
import type { ReactNode } from "react";
import { made } from "#app/_forms/page.ts";
import { dateOf, dayName } from "#app/_text/dates.ts";
import { BackLink } from "#app/_ui/BackLink.tsx";
import { NextBox, Notice, Ref } from "#app/_ui/Boxes.tsx";
import { ButtonLink } from "#app/_ui/Button.tsx";
import { PageShell } from "#app/_ui/PageShell.tsx";
import { DeadlineRuler } from "#app/_ui/ruler/DeadlineRuler.tsx";
import { rulerScale } from "#app/_ui/ruler/scale.ts";
import { rulerWords } from "#app/_ui/ruler/words.ts";
import { SystemResultList } from "#app/_ui/SystemResultList.tsx";
import { Timeline } from "#app/_ui/Timeline.tsx";
import { needsProof } from "#lib/law/rights.ts";
import { titledIn } from "#lib/map/titles.ts";
import { house } from "../../_house/house.ts";
import { Dealings, News } from "./_dealing/Dealings.tsx";
import { dealingsFor } from "./_dealing/load.ts";
import { recourseFor, sistersFor } from "./_recourse/load.ts";
import { Ways } from "./_recourse/Ways.tsx";
import { AskBox } from "./_track/AskBox.tsx";
import { askOf } from "./_track/asks.ts";
import { clockOf } from "./_track/clock.ts";
import { deletionFor } from "./_track/deletion.ts";
import { Further } from "./_track/Further.tsx";
import { InLog } from "./_track/InLog.tsx";
import { Kept } from "./_track/Kept.tsx";
import { Letters } from "./_track/Letters.tsx";
import { lettersFor, referenceIn, trackingFor } from "./_track/load.ts";
import { personClockFor } from "./_track/load-clock.ts";
import { emailMark, standingOf } from "./_track/standing.ts";
import { type Step, stepsOf } from "./_track/steps.ts";
import { systemResults } from "./_track/systems.ts";
import { WhyThisDate } from "./_track/WhyThisDate.tsx";

/** The page of a request, the same for ever: what is happening, by when, what is next, what has been. */
export default async function TrackingPage({ params }: { params: Promise<{ ref: string }> }) {
  const reference = await referenceIn(params);
  return made(`/r/${reference}`, async () => {
    const tracking = await trackingFor(reference);
    if (!tracking) redirect(`/r/${reference}/prove`);
    const letters = await lettersFor(reference);
    const recourse = await recourseFor(reference);
    const sisters = await sistersFor(reference);
    const dealings = await dealingsFor(reference);
    const deletion = tracking.right === "erasure" ? await deletionFor(reference) : null;
    const { company, text } = await house();
    const { t, language } = text;
    const zone = company.timezone;
    const { heading, next } = standingOf(tracking, text);
    const ask = askOf(await personClockFor(reference), tracking, text);
    const toProve = tracking.status === "received" && needsProof(tracking.right);
    const clock = clockOf(tracking, zone);
    const late = clock !== null && !clock.ended && rulerScale(clock).tone === "late";
    const { forecast, today } = tracking.deadline;
    const newDate = forecast !== null && forecast > today ? forecast : null;
    const masked = <bdi dir="ltr">{tracking.contact}</bdi>;
    const under = (step: Step): ReactNode => {
      switch (step.under) {
        case "systems":
          return tracking.systems.length > 0 ? (
            <SystemResultList results={systemResults(titledIn(tracking.systems, language), text, zone)} />
          ) : null;
        case "email":
          return <p>{withEmail(t("track.timeline.provenText", { email: emailMark }), masked)}</p>;
        case "check":
          return <p>{t("track.timeline.checkText")}</p>;
        case "partial":
          return <p>{t("track.timeline.partial")}</p>;
        case "noProof":
          return <p>{t("track.timeline.noProof")}</p>;
        case null:
          return null;
      }
    };
    return (
      <PageShell
        title={heading}
        text={text}
        company={company}
        above={<BackLink href="/find">{t("track.another")}</BackLink>}
      >
        <h1>{heading}</h1>
        <p className="caption">
          {t(`rights.${tracking.right}.noun`)}.{" "}
          {t.rich("track.reference", {
            ref: () => <Ref key="ref">{reference}</Ref>,
            date: dateOf(tracking.receivedAt, zone, language),
          })}
        </p>
        {late ? (
          <Notice tone="bad">
            <p>
              {t.rich("track.late", {
                complain: (words) => (
                  <a href={recourse?.complaintBy ? `/r/${reference}/complain` : "/about#complain"}>{words}</a>
                ),
              })}{" "}
              {newDate ? t("track.lateDate", { date: dayName(newDate, language) }) : null}
            </p>
          </Notice>
        ) : null}
        <News reference={reference} dealings={dealings} masked={masked} company={company} text={text} />
        {clock ? (
          <DeadlineRuler input={clock} words={rulerWords(text, clock)} mirror={text.direction === "rtl"} />
        ) : null}
        {ask ? <AskBox ask={ask} /> : null}
        {ask && !toProve ? null : (
          <NextBox title={next.title}>
            <p>{withEmail(next.sentence, masked)}</p>
            {next.link ? <ButtonLink href={next.link.href}>{next.link.label}</ButtonLink> : null}
          </NextBox>
        )}
        {tracking.right === "portability" && tracking.proven ? (
          <p className="actions">
            <ButtonLink second href={`/r/${reference}/elsewhere`}>
              {t("elsewhere.link")}
            </ButtonLink>
          </p>
        ) : null}
        <Further tracking={tracking} deletion={deletion !== null} text={text} />
        <h2 className="hidden-words">{t("track.timeline.title")}</h2>
        <Timeline steps={stepsOf(tracking, text, zone).map((step) => ({ ...step, body: under(step) }))} />
        <Letters reference={reference} letters={letters} text={text} zone={zone} />
        <Dealings tracking={tracking} dealings={dealings} company={company} text={text} />
        <Kept reference={reference} text={text} zone={zone} />
        {tracking.proven ? <InLog reference={reference} text={text} /> : null}
        <WhyThisDate deadline={tracking.deadline} text={text} />
        <Ways reference={reference} recourse={recourse} sisters={sisters} text={text} />
        {tracking.proven ? (
          <form method="post" action={`/r/${reference}/leave`}>
            <button type="submit" className="button-link">
              {t("track.actions.signOut")}
            </button>
          </form>
        ) : null}
      </PageShell>
    );
  });
}

/** Puts the masked address, in its own direction, where the words left room for it. */
function withEmail(words: string, email: ReactNode): ReactNode {
  const [before, after] = words.split(emailMark);
  if (after === undefined) return words;
  return (
    <>
      {before}
      {email}
      {after}
    </>
  );
}
