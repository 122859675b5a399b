import { made } from "#app/_forms/page.ts";
import { InfoPage } from "#app/_ui/InfoPage.tsx";
import { house } from "../../_house/house.ts";

/** What is asked for as proof, from nothing to a paper; what never is; what is kept of it. */
export default function ProofPage() {
  return made("/about/proof", async () => {
    const { company, text } = await house();
    const { t } = text;
    return (
      <InfoPage title={t("verify.title")} lede={t("verify.lede")} back="/about" text={text} company={company}>
        <h2>{t("verify.ladder")}</h2>
        <dl className="steps-down">
          {(["none", "code", "more", "phone", "card"] as const).map((step) => (
            <div key={step}>
              <dt>{t(`verify.${step}`)}</dt>
              <dd>{t(`verify.${step}Text`)}</dd>
            </div>
          ))}
        </dl>
        <h2>{t("verify.never")}</h2>
        <ul>
          {(["neverQuiz", "neverCard", "neverTell"] as const).map((one) => (
            <li key={one}>{t(`verify.${one}`)}</li>
          ))}
        </ul>
        <h2>{t("verify.keep")}</h2>
        <p>{t("verify.keepText")}</p>
        <h2>{t("verify.other")}</h2>
        <p>
          {t.rich("verify.otherText", {
            a: (words) => (
              <a key="agents" href="/agents">
                {words}
              </a>
            ),
          })}
        </p>
      </InfoPage>
    );
  });
}
