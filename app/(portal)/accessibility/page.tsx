import { made } from "#app/_forms/page.ts";
import { BackLink } from "#app/_ui/BackLink.tsx";
import { PageShell } from "#app/_ui/PageShell.tsx";
import { house } from "../_house/house.ts";

/** The accessibility statement: what holds, and what does not yet. */
export default function AccessibilityPage() {
  return made("/accessibility", async () => {
    const { company, text } = await house();
    const { t } = text;
    const { email } = company.contact;
    return (
      <PageShell
        title={t("accessibility.title")}
        text={text}
        company={company}
        above={<BackLink href="/">{t("shell.back")}</BackLink>}
      >
        <h1>{t("accessibility.title")}</h1>
        <p className="lede">{t("accessibility.lede")}</p>
        <div className="prose">
          <h2>{t("accessibility.how")}</h2>
          <p>{t("accessibility.howText")}</p>
          <h2>{t("accessibility.gaps")}</h2>
          <ul>
            {(["gap1", "gap2", "gap3", "gap4", "gap5"] as const).map((gap) => (
              <li key={gap}>{t(`accessibility.${gap}`)}</li>
            ))}
          </ul>
          <h2>{t("accessibility.tell")}</h2>
          <p>
            {t.rich("accessibility.tellText", {
              email: () => (
                <a key="email" href={`mailto:${email}`}>
                  <bdi>{email}</bdi>
                </a>
              ),
            })}
          </p>
        </div>
      </PageShell>
    );
  });
}
