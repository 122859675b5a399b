import { made } from "#app/_forms/page.ts";
import { dateOf } from "#app/_text/dates.ts";
import type { Text } from "#app/_text/text.ts";
import { BackLink } from "#app/_ui/BackLink.tsx";
import { Notice } from "#app/_ui/Boxes.tsx";
import { ButtonLink } from "#app/_ui/Button.tsx";
import { PageShell } from "#app/_ui/PageShell.tsx";
import { regimes } from "#lib/law/regimes/all.ts";
import { currentMap, freshMap, plannedSystems } from "#lib/map/current.ts";
import type { Company } from "#lib/map/schema.ts";
import { readHeld } from "#lib/me/read.ts";
import type { Held } from "#lib/me/snapshot.ts";
import { house } from "../../_house/house.ts";
import { Ask } from "../_parts/Ask.tsx";
import { Door, NewCode } from "../_parts/Door.tsx";
import { Facts } from "../_parts/Facts.tsx";
import { Kinds } from "../_parts/Kinds.tsx";
import { accountHere } from "../_parts/load.ts";
import { kindInWords, listOf, titleOf } from "../_parts/place.ts";
import { Systems } from "../_parts/Systems.tsx";

/** What is held about the person, as it was let out to them; before that, what is held about people in general. */
export default async function DataPage() {
  return made("/me/data", async () => {
    const { company, text } = await house();
    const actor = await accountHere();
    if (!actor) return <Door text={text} company={company} then="/me/data" />;
    const held = await readHeld(actor);
    if (held === null) return <General text={text} company={company} />;
    const { t } = text;
    return (
      <PageShell
        title={t("me.data.title")}
        text={text}
        company={company}
        above={<BackLink href="/me">{t("me.back")}</BackLink>}
      >
        <h1>{t("me.data.title")}</h1>
        {held === "needs_code" ? (
          <NewCode text={text} then="/me/data" />
        ) : (
          <Snapshot held={held} text={text} zone={company.timezone} />
        )}
      </PageShell>
    );
  });
}

function Snapshot({ held, text, zone }: { held: Held; text: Text; zone: string }) {
  const { t, language } = text;
  const apart = held.groups.flatMap(({ facts }) => facts).filter((one) => one.agreement === "differs");
  const kinds = held.kinds.map((one) => ({ ...one, words: kindInWords(one, held.regime, text) }));
  const amounts = new Map(kinds.map(({ words, records, files }) => [words.id, { records, files }]));
  return (
    <div className="me-data">
      <p className="lede">{t("me.data.lede", { date: dateOf(held.answeredAt, zone, language) })}</p>
      {held.right === "portability" ? <p>{t("me.data.portable")}</p> : null}
      {held.cut ? <p>{t("me.data.cut")}</p> : null}
      {apart.length > 0 ? (
        <Notice title={t("me.data.whichRight")}>
          <p>{t("me.data.apart", { facts: apart.length })}</p>
        </Notice>
      ) : null}
      {kinds.length === 0 ? <p>{t("me.data.nothing")}</p> : null}
      {held.groups.length > 0 ? (
        <section aria-labelledby="facts">
          <h2 id="facts">{t("me.data.facts")}</h2>
          <Facts held={held} text={text} />
        </section>
      ) : null}
      {kinds.length > 0 ? (
        <>
          <section aria-labelledby="kinds">
            <h2 id="kinds">{t("me.data.byKind")}</h2>
            <Kinds
              kinds={kinds.map(({ words }) => words)}
              text={text}
              more={({ id, systemId, collection, label }) => ({
                amount: amountOf(amounts.get(id), text),
                ways: (
                  <p className="me-ways">
                    {(["rectification", "erasure"] as const).map((right) => (
                      <a key={right} href={`/ask/${right}?system=${systemId}&collection=${collection}`}>
                        {t(right === "erasure" ? "me.data.delete" : "me.data.wrong")}
                        <span className="hidden-words">: {label}</span>
                      </a>
                    ))}
                  </p>
                ),
              })}
            />
          </section>
          <Systems held={held} text={text} />
        </>
      ) : null}
      {held.without.length > 0 && kinds.length > 0 ? (
        <p>
          {t("me.data.without", {
            systems: listOf(
              held.without.map((one) => titleOf(one, text)),
              text,
            ),
          })}
        </p>
      ) : null}
      <div className="actions">
        <ButtonLink second href={`/r/${held.reference}/download`}>
          {t("me.now.file")}
        </ButtonLink>
        <Ask words={t("me.now.newer")} second />
      </div>
    </div>
  );
}

/** "12 records, 3 files". */
function amountOf(amount: { records: number; files: number } | undefined, text: Text): string {
  const { records = 0, files = 0 } = amount ?? {};
  const some = [
    ...(records > 0 || files === 0 ? [text.t("me.data.records", { records })] : []),
    ...(files > 0 ? [text.t("me.data.filesCount", { files })] : []),
  ];
  return listOf(some, text);
}

/** Before anything was let out: what the map says of everybody. Nobody is looked up for it. */
async function General({ text, company }: { text: Text; company: Company }) {
  const { t } = text;
  await freshMap();
  const kinds = plannedSystems().flatMap((system) =>
    system.collections.map((collection) => kindInWords({ system, collection }, lawHere(), text)),
  );
  return (
    <PageShell
      title={t("me.general.title")}
      text={text}
      company={company}
      above={<BackLink href="/me">{t("me.back")}</BackLink>}
    >
      <h1>{t("me.general.title")}</h1>
      <p className="lede">{t("me.general.lede")}</p>
      <div className="actions">
        <Ask words={t("me.now.ask")} />
      </div>
      {kinds.length === 0 ? <p>{t("me.general.none")}</p> : <Kinds kinds={kinds} text={text} />}
    </PageShell>
  );
}

/** The law in whose words a ground is named where nobody's request is governed by any yet: that of the company's place. */
function lawHere(): string {
  const place = currentMap().company.controller_place;
  return regimes.findLast(({ places }) => places.includes(place))?.id ?? "EU_GDPR";
}
