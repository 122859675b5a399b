import { asker } from "#app/_auth/visitor.ts";
import { dateOf } from "#app/_text/dates.ts";
import type { Text } from "#app/_text/text.ts";
import { Tag, type TagTone } from "#app/_ui/Tag.tsx";
import { HabeasError } from "#lib/core/errors.ts";
import { type PersonTold, personTold } from "#lib/recipient/read.ts";

const tones: Record<PersonTold["standing"], TagTone> = {
  not_yet: "ochre",
  waiting: "harbour",
  done: "moss",
  not_held: "slate",
  impossible: "plum",
  disproportionate: "plum",
};

/** Who else had the data, what we told them and what they said; nothing where nobody had to be told. */
export async function Told({ reference, text, zone }: { reference: string; text: Text; zone: string }) {
  const told = await toldFor(reference);
  if (told.length === 0) return null;
  const { t, language } = text;
  return (
    <section aria-labelledby="told">
      <h2 id="told">{t("told.title")}</h2>
      <p>{t("told.lede")}</p>
      <dl className="summary">
        {told.map((one) => (
          <div key={`${one.name} ${one.action} ${one.groups.join()}`} className="summary-row">
            <dt dir="auto">
              {one.name} <span className="hint">{one.role}</span>
            </dt>
            <dd>
              <Tag tone={tones[one.standing]}>{t(`told.${one.standing}`)}</Tag>
              <p dir="auto">
                {t(`told.action.${one.action}`, { groups: one.groups.join(", ") })}
                {one.at ? ` ${t("told.on", { date: dateOf(one.at, zone, language) })}` : null}
              </p>
              {one.reason ? <p dir="auto">{t("told.because", { reason: one.reason })}</p> : null}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

async function toldFor(reference: string): Promise<PersonTold[]> {
  try {
    return await personTold(await asker(), reference);
  } catch (error) {
    if (error instanceof HabeasError && error.code === "not_found") return [];
    throw error;
  }
}
