import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { asker } from "#app/_auth/visitor.ts";
import { made } from "#app/_forms/page.ts";
import { dateOf } from "#app/_text/dates.ts";
import type { Text } from "#app/_text/text.ts";
import { BackLink } from "#app/_ui/BackLink.tsx";
import { Button, ButtonLink } from "#app/_ui/Button.tsx";
import { Details } from "#app/_ui/Details.tsx";
import { PageShell } from "#app/_ui/PageShell.tsx";
import { type OwnChoices, readOwnChoices } from "#lib/preference/own.ts";
import { recogniseHere } from "#lib/preference/recognise.ts";
import { saysGpc } from "#lib/preference/signal.ts";
import { GpcHeard } from "../../../_gpc/GpcHeard.tsx";
import { house } from "../../../_house/house.ts";
import { referenceIn, trackingFor } from "../_track/load.ts";

type Props = { params: Promise<{ ref: string }> };

/** What the person stopped and since when; all that they chose so far; and the way back, which is never offered first. */
export default async function ChoicesPage({ params }: Props) {
  const reference = await referenceIn(params);
  return made(`/r/${reference}/choices`, async () => {
    const tracking = await trackingFor(reference);
    if (!tracking) redirect(`/r/${reference}/prove`);
    const actor = await asker();
    // The signal counts without anybody pressing anything; of a browser alone nobody knows whose it is.
    if (tracking.proven && saysGpc(await headers())) await recogniseHere(actor, reference);
    const own = await readOwnChoices(actor, reference);
    const { company, text } = await house();
    const { t } = text;
    const zone = company.timezone;
    return (
      <PageShell
        title={t("choices.title")}
        text={text}
        company={company}
        above={<BackLink href={`/r/${reference}`}>{t("shell.back")}</BackLink>}
      >
        <h1>{t("choices.title")}</h1>
        <p className="lede">
          {own.kinds.length === 0
            ? t("choices.ledeAll")
            : own.inEffectAt
              ? t("choices.inEffect", { date: dateOf(own.inEffectAt, zone, text.language) })
              : t("choices.working")}
        </p>
        <GpcHeard text={text} asking={!tracking.proven} />
        {own.kinds.length > 0 ? (
          <ul>
            {own.kinds.map((kind) => (
              <li key={kind}>{t(`choices.kind.${kind}`)}</li>
            ))}
          </ul>
        ) : null}
        {own.restriction ? (
          <p>
            {own.restriction.state === "told" && own.restriction.liftFrom
              ? t("choices.restriction.told", { date: dateOf(own.restriction.liftFrom, zone, text.language) })
              : t(`choices.restriction.${own.restriction.state === "lifted" ? "lifted" : "standing"}`)}
          </p>
        ) : null}
        <Chosen own={own} text={text} zone={zone} />
        <AllowAgain own={own} text={text} reference={reference} />
        <p className="actions">
          <ButtonLink second href={`/r/${reference}`}>
            {t("recourse.back")}
          </ButtonLink>
        </p>
      </PageShell>
    );
  });
}

function Chosen({ own, text, zone }: { own: OwnChoices; text: Text; zone: string }) {
  const { t, language } = text;
  if (!own.choices || own.choices.length === 0) return null;
  return (
    <section aria-labelledby="chosen">
      <h2 id="chosen">{t("choices.all")}</h2>
      <dl className="summary">
        {own.choices.map((one) => (
          <div key={one.kind} className="summary-row">
            <dt>{t(`choices.kind.${one.kind}`)}</dt>
            <dd>
              {t(`choices.stands.${one.stands}`, { date: dateOf(one.since, zone, language) })}
              {one.by === "signal" ? <p className="hint">{t("choices.bySignal")}</p> : null}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

/** Allowing something again takes two steps, and nobody is asked to. */
function AllowAgain({ own, text, reference }: { own: OwnChoices; text: Text; reference: string }) {
  const { t } = text;
  if (own.out.length === 0) return null;
  return (
    <Details summary={t("choices.again")}>
      <form method="post" action={`/r/${reference}/choices/agree`}>
        <fieldset className="field">
          <legend>{t("choices.which")}</legend>
          {own.out.map((kind) => (
            <div key={kind} className="choice choice-tick">
              <input type="checkbox" id={`allow-${kind}`} name={`allow.${kind}`} value="yes" />
              <label htmlFor={`allow-${kind}`}>{t(`choices.kind.${kind}`)}</label>
            </div>
          ))}
        </fieldset>
        <Button second>{t("choices.next")}</Button>
      </form>
    </Details>
  );
}
