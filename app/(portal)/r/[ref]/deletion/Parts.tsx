import { dayName } from "#app/_text/dates.ts";
import type { Text } from "#app/_text/text.ts";
import { Tag, type TagTone } from "#app/_ui/Tag.tsx";
import type { PersonPart } from "#lib/erasure/read.ts";
import type { OwnDeletion } from "../_track/deletion.ts";

const tones: Record<PersonPart["what"], TagTone> = {
  goes: "moss",
  loses_your_name: "moss",
  stays: "ochre",
  done_by_people: "harbour",
};

/** What becomes, or has become, of each kind of record in one system. */
export function Parts({
  system,
  state,
  text,
}: {
  system: OwnDeletion["systems"][number];
  state: OwnDeletion["state"];
  text: Text;
}) {
  const { t, language } = text;
  if (system.parts.length === 0) return <p>{t("deletion.nothingHere")}</p>;
  const follows = state === "acting" || state === "stopped";
  return (
    <>
      {follows ? (
        <p>
          <Tag tone={system.done ? "moss" : "harbour"}>
            {t(system.done ? "deletion.doneHere" : "deletion.toDo")}
          </Tag>
        </p>
      ) : null}
      <dl className="summary">
        {system.parts.map((part) => (
          <div key={`${part.label} ${part.what} ${part.because}`} className="summary-row">
            <dt dir="auto">
              {part.label} <span className="hint">{t("deletion.records", { rows: part.rows })}</span>
            </dt>
            <dd>
              <Tag tone={tones[part.what]}>{t(`deletion.${wordOf(part.what, system.done)}`)}</Tag>
              {part.because ? (
                <p dir="auto">
                  {t("deletion.because", { ground: part.because })}
                  <br />
                  {part.until
                    ? t("deletion.until", { date: withYear(part.until, language) })
                    : t("deletion.open")}
                </p>
              ) : null}
            </dd>
          </div>
        ))}
      </dl>
    </>
  );
}

/** A day that is years away is nothing without its year. */
const withYear = (day: string, language: Text["language"]) => `${dayName(day, language)} ${day.slice(0, 4)}`;

function wordOf(what: PersonPart["what"], done: boolean) {
  if (what === "stays" || !done) return what;
  return what === "goes" ? "went" : what === "loses_your_name" ? "lost_your_name" : "done_by_hand";
}
