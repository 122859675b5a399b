import { redirect } from "next/navigation";
import { made } from "#app/_forms/page.ts";
import { BackLink } from "#app/_ui/BackLink.tsx";
import { Button } from "#app/_ui/Button.tsx";
import { ErrorSummary } from "#app/_ui/ErrorSummary.tsx";
import { PageShell } from "#app/_ui/PageShell.tsx";
import { SelectField, TextArea, TextField } from "#app/_ui/TextField.tsx";
import { neverWhy, thingsOf } from "#lib/rectification/typed.ts";
import { house } from "../../../../_house/house.ts";
import { referenceIn } from "../../_track/load.ts";
import { correctionsFor } from "../load.ts";
import { factName, thingName } from "../words.ts";
import { wrongOf } from "../wrong.ts";

type Props = {
  params: Promise<{ ref: string; fact: string }>;
  searchParams: Promise<{ said?: string | string[] }>;
};

/** One thing that is wrong: which of what stands there, and what it should say. */
export default async function CorrectOnePage({ params, searchParams }: Props) {
  const reference = await referenceIn(params);
  const { fact } = await params;
  const wrong = wrongOf((await searchParams).said);
  const page = `/r/${reference}/correct`;
  return made(page, async () => {
    const own = await correctionsFor(reference);
    const thing = thingsOf(own.facts.groups.flatMap((group) => group.facts)).find((one) => one.fact === fact);
    if (!thing || neverWhy(thing) !== null || !own.may.add) redirect(page);
    const { company, text } = await house();
    const { t } = text;
    const name = thingName(thing, text);
    const title = t("correct.oneTitle", { thing: name });
    const places = thing.facts.flatMap(({ values }) => values.flatMap((value) => value.places));
    const systems = new Map(places.map(({ systemId, system }) => [systemId, system]));
    const first = `wanted.${thing.facts[0]?.fact ?? fact}`;
    const message = wrong ? t(`correct.errors.${wrong}`) : undefined;
    return (
      <PageShell
        title={title}
        text={text}
        company={company}
        failed={message !== undefined}
        above={<BackLink href={page}>{t("shell.back")}</BackLink>}
      >
        <ErrorSummary title={t("ask.summaryTitle")} errors={message ? [{ field: first, message }] : []} />
        <h1>{title}</h1>
        <form method="post" action={`${page}/${fact}/send`} noValidate>
          <fieldset className="field">
            <legend>{t("correct.which")}</legend>
            {thing.facts.flatMap((one) =>
              one.values.map((value, no) => {
                const id = `wrong.${one.fact}.${no}`;
                const only = one.values.length === 1 && thing.facts.length === 1;
                return (
                  <div key={id} className="choice choice-tick">
                    <input type="checkbox" id={id} name={id} value={value.text} defaultChecked={only} />
                    <label htmlFor={id}>
                      {thing.facts.length > 1 ? `${factName(one.fact, text)}: ` : ""}
                      <bdi>{value.text}</bdi>
                    </label>
                    <span className="hint">
                      {[...new Set(value.places.map(({ system }) => system))].join("; ")}
                    </span>
                  </div>
                );
              }),
            )}
          </fieldset>
          {thing.facts.map((one) => (
            <TextField
              key={one.fact}
              name={`wanted.${one.fact}`}
              label={
                thing.facts.length > 1
                  ? t("correct.partShould", { part: factName(one.fact, text) })
                  : t("correct.itShould")
              }
              error={`wanted.${one.fact}` === first ? message : undefined}
              autoComplete="off"
              maxLength={500}
            />
          ))}
          {systems.size > 1 ? (
            <SelectField name="right" label={t("correct.orRight")} defaultValue="">
              <option value="">{t("correct.noneRight")}</option>
              {[...systems].map(([id, title]) => (
                <option key={id} value={id}>
                  {title}
                </option>
              ))}
            </SelectField>
          ) : null}
          <TextArea name="explanation" label={t("correct.why")} rows={3} maxLength={2000} />
          <p>
            <Button>{t("correct.send")}</Button>
          </p>
        </form>
      </PageShell>
    );
  });
}
