import type { Text } from "#app/_text/text.ts";
import { Details } from "#app/_ui/Details.tsx";
import { lawOfVersion } from "#lib/law/regimes/all.ts";
import type { Deadline } from "#lib/request/views.ts";

/** The law by which the date was found, and the way to it, step by step. */
export function WhyThisDate({ deadline, text: { t } }: { deadline: Deadline; text: Text }) {
  const law = lawOfVersion(deadline.ruleVersion);
  return (
    <Details summary={t("track.explain.title")}>
      <p>{law ? t("track.explain.law", { name: law.name, law: law.law }) : t("track.explain.own")}</p>
      <div className="prose">
        <ol>
          {deadline.steps.map((step) => (
            <li key={step}>{step}</li>
          ))}
        </ol>
      </div>
    </Details>
  );
}
