import { randomUUID } from "node:crypto";
import { made } from "#app/_forms/page.ts";
import { dateOf } from "#app/_text/dates.ts";
import type { Text } from "#app/_text/text.ts";
import { BackLink } from "#app/_ui/BackLink.tsx";
import { Notice, Ref } from "#app/_ui/Boxes.tsx";
import { Button, ButtonLink } from "#app/_ui/Button.tsx";
import { ErrorSummary } from "#app/_ui/ErrorSummary.tsx";
import { PageShell } from "#app/_ui/PageShell.tsx";
import { Tag } from "#app/_ui/Tag.tsx";
import { type MyChoice, type MyChoices, readMyChoices } from "#lib/me/choices.ts";
import { GpcHeard } from "../../_gpc/GpcHeard.tsx";
import { house } from "../../_house/house.ts";
import { Door } from "../_parts/Door.tsx";
import { accountHere, followHere } from "../_parts/load.ts";
import { titleOf } from "../_parts/place.ts";

type Props = { searchParams: Promise<{ said?: string | string[] }> };

/** Every choice that can be made here, how it stands, what it does in which system, and how to change it. */
export default async function MyChoicesPage({ searchParams }: Props) {
  const { said } = await searchParams;
  return made("/me/choices", async () => {
    const { company, text } = await house();
    const actor = await accountHere();
    if (!actor) return <Door text={text} company={company} then="/me/choices" />;
    await followHere(actor);
    const own = await readMyChoices(actor);
    const { t } = text;
    const open = own.choices.filter(({ stands }) => stands !== "out");
    const error = said === "nothing" && open.length > 0 ? t("me.choices.nothingTicked") : null;
    return (
      <PageShell
        title={t("me.choices.title")}
        text={text}
        company={company}
        failed={error !== null}
        above={<BackLink href="/me">{t("me.back")}</BackLink>}
      >
        <ErrorSummary
          title={t("ask.summaryTitle")}
          errors={error && open[0] ? [{ field: `stop.${open[0].kind}`, message: error }] : []}
        />
        {said === "stopped" ? (
          <Notice tone="good">
            <p>{t("me.choices.stopped")}</p>
          </Notice>
        ) : null}
        <h1>{t("me.choices.title")}</h1>
        <p className="lede">{t(own.choices.length > 0 ? "me.choices.lede" : "me.choices.none")}</p>
        <GpcHeard text={text} />
        <dl className="summary">
          {own.choices.map((one) => (
            <Choice key={one.kind} choice={one} text={text} zone={company.timezone} />
          ))}
        </dl>
        <Stop open={open} direct={own.direct} text={text} />
        <Again own={own} text={text} />
      </PageShell>
    );
  });
}

const tones = { done: "moss", working: "ochre", people: "plum" } as const;

function Choice({ choice, text, zone }: { choice: MyChoice; text: Text; zone: string }) {
  const { t, language } = text;
  const { kind, stands, since, by, reference, systems } = choice;
  const date = since ? dateOf(since, zone, language) : "";
  const ref = () => (
    <a key="ref" href={`/r/${reference}`}>
      <Ref>{reference ?? ""}</Ref>
    </a>
  );
  return (
    <div className="summary-row">
      <dt>{t(`choices.kind.${kind}`)}</dt>
      <dd>
        <p>{stands === "none" ? t("me.choices.open") : t(`me.choices.${stands}`, { date })}</p>
        {saidBy(by, text) ? <p className="hint">{saidBy(by, text)}</p> : null}
        {by === "request" && reference ? (
          <p className="hint">{t.rich("me.choices.request", { ref })}</p>
        ) : null}
        {systems.length > 0 ? (
          <ul className="me-effects" aria-label={t("me.choices.where")}>
            {systems.map(({ system, state }) => (
              <li key={system.id}>
                <Tag tone={tones[state]}>
                  {t(`me.choices.state.${state}`, { system: titleOf(system, text) })}
                </Tag>
              </li>
            ))}
          </ul>
        ) : null}
      </dd>
    </div>
  );
}

function saidBy(by: string | null, { t }: Text): string | null {
  if (by === "signal") return t("me.choices.bySignal");
  if (by === "staff") return t("me.choices.byStaff");
  if (by === "unsubscribe") return t("me.choices.byMail");
  return by === "system" ? t("me.choices.bySystem") : null;
}

/** Stopping takes one press, and no proof beyond what the person gave already. */
function Stop({ open, direct, text: { t } }: { open: readonly MyChoice[]; direct: boolean; text: Text }) {
  if (open.length === 0) return null;
  if (!direct) {
    return (
      <section className="apart" aria-labelledby="stop">
        <h2 id="stop">{t("me.choices.stopTitle")}</h2>
        <p>{t("me.choices.door")}</p>
        <ButtonLink href="/ask/opt_out">{t("me.choices.doorLink")}</ButtonLink>
      </section>
    );
  }
  return (
    <section className="apart" aria-labelledby="stop">
      <h2 id="stop">{t("me.choices.stopTitle")}</h2>
      <form method="post" action="/me/choices/stop">
        <input type="hidden" name="formKey" value={randomUUID()} />
        <fieldset className="field" aria-describedby="stop-hint">
          <legend>{t("me.choices.stopLegend")}</legend>
          <p className="hint" id="stop-hint">
            {t("me.choices.stopHint")}
          </p>
          {open.map(({ kind }) => (
            <div key={kind} className="choice choice-tick">
              <input type="checkbox" id={`stop.${kind}`} name={`stop.${kind}`} value="yes" />
              <label htmlFor={`stop.${kind}`}>{t(`choices.kind.${kind}`)}</label>
            </div>
          ))}
        </fieldset>
        <Button>{t("me.choices.stop")}</Button>
      </form>
    </section>
  );
}

/** Allowing something again takes two steps on the request's own page, and nobody is asked to. */
function Again({ own, text: { t } }: { own: MyChoices; text: Text }) {
  if (own.again === null) return null;
  return (
    <p>
      {t("me.choices.again")} <a href={`/r/${own.again}/choices`}>{t("me.choices.againLink")}</a>
    </p>
  );
}
