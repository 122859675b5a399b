import { redirect } from "next/navigation";
import { asker } from "#app/_auth/visitor.ts";
import { made } from "#app/_forms/page.ts";
import { dayName } from "#app/_text/dates.ts";
import type { Text } from "#app/_text/text.ts";
import { BackLink } from "#app/_ui/BackLink.tsx";
import { Notice } from "#app/_ui/Boxes.tsx";
import { PageShell } from "#app/_ui/PageShell.tsx";
import { HabeasError } from "#lib/core/errors.ts";
import type { SnapshotFact, SnapshotValue, Source } from "#lib/fanout/snapshot/merge.ts";
import type { Snapshot } from "#lib/fanout/snapshot/read.ts";
import { readOwnFacts } from "#lib/me/own-facts.ts";
import { house } from "../../../_house/house.ts";
import { referenceIn } from "../_track/load.ts";

/** What the systems say about the person, at a glance: after a code as fresh as a download asks for. */
export default async function FactsPage({ params }: { params: Promise<{ ref: string }> }) {
  const reference = await referenceIn(params);
  return made(`/r/${reference}/facts`, async () => {
    const snapshot = await ownSnapshot(reference);
    if (snapshot === null) redirect(`/r/${reference}/download`);
    if (snapshot === "needs_code") redirect(`/r/${reference}/prove?then=download`);
    const { company, text } = await house();
    const { t } = text;
    const apart = snapshot.groups
      .flatMap((group) => group.facts)
      .filter((one) => one.agreement === "differs");
    return (
      <PageShell
        title={t("facts.title")}
        text={text}
        company={company}
        above={<BackLink href={`/r/${reference}/download`}>{t("facts.back")}</BackLink>}
      >
        {apart.length > 0 ? (
          <Notice>
            <p>{t("facts.apart", { facts: apart.length })}</p>
            <p>
              <a href="/ask/rectification">{t("facts.correct")}</a>
            </p>
          </Notice>
        ) : null}
        <h1>{t("facts.title")}</h1>
        <p className="lede">{snapshot.groups.length > 0 ? t("facts.lede") : t("facts.none")}</p>
        {snapshot.cut ? <p>{t("facts.cut")}</p> : null}
        {snapshot.groups.map((group) => (
          <section key={group.definition} aria-labelledby={group.definition}>
            <h2 id={group.definition}>{t(`facts.groups.${group.definition}`)}</h2>
            <dl className="summary">
              {group.facts.map((fact) => (
                <Fact key={fact.fact} fact={fact} text={text} />
              ))}
            </dl>
          </section>
        ))}
      </PageShell>
    );
  });
}

/** The person's snapshot; null where there is none for this browser, whatever the reason. */
async function ownSnapshot(reference: string): Promise<Snapshot | "needs_code" | null> {
  try {
    return await readOwnFacts(await asker(), reference);
  } catch (error) {
    if (error instanceof HabeasError && (error.code === "not_found" || error.code === "gone")) return null;
    throw error;
  }
}

function Fact({ fact, text }: { fact: SnapshotFact; text: Text }) {
  return (
    <div className="summary-row">
      <dt>
        {text.find(`facts.of.${fact.fact}`) ?? fact.fact}
        {fact.agreement === "differs" ? <strong className="hint"> {text.t("facts.differs")}</strong> : null}
      </dt>
      <dd dir="auto">
        {fact.values.map((value) => (
          <Value key={value.text} value={value} text={text} />
        ))}
        {fact.more > 0 ? <p className="hint">{text.t("facts.more", { count: fact.more })}</p> : null}
      </dd>
    </div>
  );
}

function Value({ value, text }: { value: SnapshotValue; text: Text }) {
  return (
    <p>
      <bdi>{value.text.replace(/^(\d{4}-\d{2}-\d{2})[T ]\d{2}:.*$/, "$1")}</bdi>
      {value.otherwise.length > 0 ? (
        <span className="hint">
          {" "}
          {text.t("facts.written")} <bdi>{value.otherwise.join(", ")}</bdi>
        </span>
      ) : null}
      <br />
      <span className="hint">{value.sources.map((source) => sourceWords(source, text)).join("; ")}</span>
    </p>
  );
}

function sourceWords({ system, collection, changed }: Source, { t, language }: Text): string {
  const day = changed ? `, ${t("facts.changed", { day: dayName(changed, language) })}` : "";
  return `${system}, ${collection}${day}`;
}
