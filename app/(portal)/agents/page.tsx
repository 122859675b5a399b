import { made } from "#app/_forms/page.ts";
import { BackLink } from "#app/_ui/BackLink.tsx";
import { ButtonLink } from "#app/_ui/Button.tsx";
import { PageShell } from "#app/_ui/PageShell.tsx";
import { house } from "../_house/house.ts";

/** How to ask for somebody else: agents, parents, executors, and which paper each needs. */
export default function AgentsPage() {
  return made("/agents", async () => {
    const { company, text } = await house();
    const { t } = text;
    return (
      <PageShell
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
            <li>{t("agents.step3")}</li>
            <li>{t("agents.step4")}</li>
          </ol>
          <h2>{t("agents.papers")}</h2>
          {(["agent", "parent", "executor"] as const).map((who) => (
            <section key={who}>
              <h3>{t(`agents.${who}`)}</h3>
              <p>{t(`agents.${who}Text`)}</p>
            </section>
          ))}
        </div>
        <p className="actions">
          <ButtonLink href="/">{t("agents.start")}</ButtonLink>
        </p>
      </PageShell>
    );
  });
}
