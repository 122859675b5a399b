import { redirect } from "next/navigation";
import { made } from "#app/_forms/page.ts";
import { dateOf, dayName, timeOf } from "#app/_text/dates.ts";
import type { Text } from "#app/_text/text.ts";
import { BackLink } from "#app/_ui/BackLink.tsx";
import { ButtonLink } from "#app/_ui/Button.tsx";
import { PageShell } from "#app/_ui/PageShell.tsx";
import { house } from "../../../_house/house.ts";
import { deletionFor, type OwnDeletion } from "../_track/deletion.ts";
import { referenceIn, trackingFor } from "../_track/load.ts";
import { Told } from "../_track/Told.tsx";
import { Parts } from "./Parts.tsx";
import { Proof } from "./Proof.tsx";

/** What goes and what stays, before, while and after it is done. Only for whoever proved to be the person. */
export default async function DeletionPage({ params }: { params: Promise<{ ref: string }> }) {
  const reference = await referenceIn(params);
  return made(`/r/${reference}/deletion`, async () => {
    const tracking = await trackingFor(reference);
    if (!tracking?.proven) redirect(`/r/${reference}/prove`);
    if (tracking.right !== "erasure") redirect(`/r/${reference}`);
    const deletion = await deletionFor(reference);
    const { company, text } = await house();
    const { t } = text;
    const title = deletion ? t(`deletion.title.${titleOf(deletion)}`) : t("deletion.link");
    return (
      <PageShell
        title={title}
        text={text}
        company={company}
        above={<BackLink href={`/r/${reference}`}>{t("shell.back")}</BackLink>}
      >
        <h1>{title}</h1>
        <p className="lede">{deletion ? ledeOf(deletion, text, company.timezone) : t("deletion.none")}</p>
        {deletion?.undo ? (
          <p>{t("deletion.undo", { day: dayName(deletion.undo.untilDay, text.language) })}</p>
        ) : null}
        {deletion?.putBack ? <p>{t("deletion.putBack", { rows: deletion.putBack.rows })}</p> : null}
        {deletion && tracking.mayCancel && deletion.state !== "acting" && deletion.state !== "done" ? (
          <div className="actions">
            <ButtonLink second href={`/r/${reference}/cancel`}>
              {t("deletion.stop")}
            </ButtonLink>
          </div>
        ) : null}
        {deletion?.state === "done" ? <Proof reference={reference} text={text} /> : null}
        {deletion?.systems.map((system) => (
          <section key={system.title}>
            <h2>{system.title}</h2>
            <Parts system={system} state={deletion.state} text={text} />
          </section>
        ))}
        <Told reference={reference} text={text} zone={company.timezone} />
      </PageShell>
    );
  });
}

/** Nothing says deleted while it can be put back, or was. */
function titleOf({ state, undo, putBack }: OwnDeletion): OwnDeletion["state"] | "removed" | "putBack" {
  if (putBack) return "putBack";
  return state === "done" && undo ? "removed" : state;
}

function ledeOf({ state, waitUntil, doneAt }: OwnDeletion, { t, language }: Text, zone: string): string {
  const when = (at: Date) => ({ date: dateOf(at, zone, language), time: timeOf(at, zone, language) });
  if (state === "approved") {
    return waitUntil !== null && waitUntil > new Date()
      ? t("deletion.lede.approvedUntil", when(waitUntil))
      : t("deletion.lede.approved");
  }
  if (state === "done") return t("deletion.lede.done", when(doneAt ?? new Date()));
  return t(`deletion.lede.${state}`);
}
