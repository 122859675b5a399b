import { shortDay } from "#app/_text/dates.ts";
import type { Text } from "#app/_text/text.ts";
import { Details } from "#app/_ui/Details.tsx";
import { Derivation } from "#app/_ui/ruler/Derivation.tsx";
import { lawOfVersion } from "#lib/law/regimes/all.ts";
import type { Deadline } from "#lib/request/views.ts";

/** The law by which the date was found, and the way to it, step by step, with what changed it since. */
export function WhyThisDate({ deadline, text }: { deadline: Deadline; text: Text }) {
  const { t } = text;
  const law = lawOfVersion(deadline.ruleVersion);
  const waits = deadline.state === "paused" || deadline.state === "not_started";
  const changes = changesOf(deadline, text);
  return (
    <Details summary={t("track.explain.title")}>
      <p>{law ? t("track.explain.law", { name: law.name, law: law.law }) : t("track.explain.own")}</p>
      {waits ? <p>{t("track.explain.waits")}</p> : null}
      <Derivation steps={deadline.derivation} />
      {changes.length > 0 ? (
        <>
          <h3>{t("track.explain.changes")}</h3>
          <ul className="derivation">
            {changes.map((change) => (
              <li key={change}>{change}</li>
            ))}
          </ul>
        </>
      ) : null}
    </Details>
  );
}

/** Each pause and the longer time in words, in the order in which they happened. */
function changesOf({ pauses, extension, firstDue, today }: Deadline, { t, language }: Text): string[] {
  const on = (day: string) => shortDay(day, today, language);
  const waits = pauses.map(({ from, to, about }) => ({
    day: from,
    words:
      to === null
        ? t("track.explain.waiting", { about, from: on(from) })
        : t("track.explain.waited", { about, from: on(from), to: on(to) }),
  }));
  const longer =
    extension && firstDue
      ? [
          {
            day: extension.sent,
            words: t("track.explain.longer", {
              sent: on(extension.sent),
              reason: t(`ruler.reasons.${extension.reason}`),
              was: on(firstDue),
            }),
          },
        ]
      : [];
  return [...waits, ...longer].sort((a, b) => a.day.localeCompare(b.day)).map(({ words }) => words);
}
