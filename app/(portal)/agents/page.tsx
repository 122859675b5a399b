import { made } from "#app/_forms/page.ts";
import { BackLink } from "#app/_ui/BackLink.tsx";
import { ButtonLink } from "#app/_ui/Button.tsx";
import { PageShell } from "#app/_ui/PageShell.tsx";
import { listColumns, listRights } from "#lib/behalf/list.ts";
import { house } from "../_house/house.ts";
import { LawTable } from "./LawTable.tsx";

const papers = {
  agent: ["agentYes", "agentPaper"],
  parent: ["parentPaper", "parentSay"],
  executor: ["executorPaper"],
} as const;

/** How to ask for somebody else: what shows that one may, by relation and by law, lists of people, and the way for programs. */
export default function AgentsPage() {
  return made("/agents", async () => {
    const { company, text } = await house();
    const { t } = text;
    const said = { rights: listRights.join(", ") };
    return (
      <PageShell
        wide
        title={t("agents.title")}
        text={text}
        company={company}
        above={<BackLink href="/">{t("shell.back")}</BackLink>}
      >
        <h1>{t("agents.title")}</h1>
        <p className="lede">{t("agents.lede")}</p>
        <div className="prose">
          <h2>{t("agents.steps")}</h2>
          <ol>
            <li>{t("agents.step1")}</li>
            <li>{t("agents.step2")}</li>
            <li>{t("others.agents.step3")}</li>
            <li>{t("others.agents.step4")}</li>
          </ol>
          <p className="actions">
            <ButtonLink href="/">{t("agents.start")}</ButtonLink>
          </p>
          <h2>{t("agents.papers")}</h2>
          {(["agent", "parent", "executor"] as const).map((who) => (
            <section key={who}>
              <h3>{t(`agents.${who}`)}</h3>
              <ul>
                {papers[who].map((way) => (
                  <li key={way}>{t(`others.ways.${way}`)}</li>
                ))}
              </ul>
              {who === "executor" ? <p>{t("others.them.gdpr")}</p> : null}
            </section>
          ))}
          <p>
            {t("others.ways.cover")} {t("others.agents.deleted")} {t("others.agents.noBack")}
          </p>
          <h2>{t("others.agents.answer")}</h2>
          <p>{t("others.agents.answerText")}</p>
          <h2>{t("others.agents.laws")}</h2>
          <p>{t("others.agents.lawsText")}</p>
        </div>
        <LawTable text={text} />
        <div className="prose">
          <h2>{t("others.agents.many")}</h2>
          <p>{t("others.agents.manyText")}</p>
          <p className="actions">
            <ButtonLink href="/for/batch">{t("others.agents.manyLink")}</ButtonLink>
            <ButtonLink second href="/for/mine">
              {t("others.agents.listLink")}
            </ButtonLink>
          </p>
          <h3>{t("others.agents.machine")}</h3>
          <p>{t("others.agents.machineText")}</p>
          <dl>
            {listColumns.map((name) => (
              <div key={name}>
                <dt>
                  <code dir="ltr">{name}</code>
                </dt>
                <dd>{t(`others.agents.columns.${name}`, said)}</dd>
              </div>
            ))}
          </dl>
        </div>
      </PageShell>
    );
  });
}
