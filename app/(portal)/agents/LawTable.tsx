import type { Text } from "#app/_text/text.ts";
import { behalfRules } from "#lib/law/duties/behalf.ts";
import { type BehalfRow, behalfRows } from "#lib/law/duties/behalf-rows.ts";
import { lawNamed } from "#lib/law/regimes/all.ts";

/** States of America that follow the same model stand in one row, named by the first of them. */
const shown = [...Object.keys(behalfRows), "US_CO", "US_VA"];

/** What each law says of agents, parents and people who died, with where that stands. */
export function LawTable({ text }: { text: Text }) {
  const { t } = text;
  const heads = ["law", "agent", "parent", "executor"] as const;
  return (
    <table className="others-table">
      <thead>
        <tr>
          {heads.map((head) => (
            <th key={head} scope="col">
              {t(`others.agents.${head}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {shown.map((law) => {
          const { agent, parent, executor } = behalfRules(law);
          const cited = [...new Set([agent, parent, executor].map((one) => one.source.cite))];
          return (
            <tr key={law}>
              <th scope="row">
                <bdi lang="en">{lawNamed(law)?.short ?? law}</bdi>
                <details>
                  <summary>{t("others.agents.source")}</summary>
                  <ul lang="en" dir="ltr">
                    {cited.map((cite) => (
                      <li key={cite} lang="en">
                        {cite}
                      </li>
                    ))}
                  </ul>
                </details>
              </th>
              <td data-label={t("others.agents.agent")}>{t(`others.agents.${agentWords(agent)}`)}</td>
              <td data-label={t("others.agents.parent")}>
                {t("others.agents.until", { age: parent.until ?? 18 })}
              </td>
              <td data-label={t("others.agents.executor")}>{t(`others.agents.${diedWords(executor)}`)}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

function agentWords({ may, paper }: BehalfRow["agent"]) {
  if (may === "opt_outs_only") return "optOuts";
  if (may === "unsaid") return "unsaid";
  return paper === "power_of_attorney" ? "power" : "yes";
}

function diedWords({ may }: BehalfRow["executor"]) {
  if (may === "yes") return "mayDied";
  return may === "no" ? "notDied" : "elsewhere";
}
