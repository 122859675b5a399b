import { made } from "#app/_forms/page.ts";
import { textFor } from "#app/_text/text.ts";
import { InfoPage } from "#app/_ui/InfoPage.tsx";
import { ownNames } from "#lib/core/languages.ts";
import { originOf } from "#lib/map/brand/brands.ts";
import { answerLanguages } from "#lib/request/answer-language.ts";
import { house } from "../../_house/house.ts";
import { snippet } from "./snippet.ts";

const doors = ["access", "portability", "rectification", "erasure"] as const;

/** Lines that a company copies into its own websites. */
export default function EmbedPage() {
  return made("/about/embed", async () => {
    const { company, brandId, text } = await house();
    const { t, language } = text;
    const origin = originOf(brandId);
    const start = { href: `${origin}/`, words: t("embed.privacyWords"), language };
    const choices = { href: `${origin}/ask/opt_out`, words: t("embed.choicesWords"), language };
    return (
      <InfoPage
        title={t("embed.title")}
        lede={t("embed.lede", { company: company.name })}
        back="/about"
        text={text}
        company={company}
      >
        <p>{t("embed.how")}</p>
        <h2>{t("embed.privacy")}</h2>
        <Lines of={snippet("link", start)} />
        <h3>{t("embed.button")}</h3>
        <Lines of={snippet("button", start)} />
        <h2>{t("embed.choices")}</h2>
        <p>{t("embed.choicesText")}</p>
        <Lines of={snippet("choices", choices)} />
        <h2>{t("embed.doors")}</h2>
        {doors.map((right) => (
          <Lines
            key={right}
            of={snippet("link", {
              href: `${origin}/ask/${right}`,
              words: t(`rights.${right}.door`),
              language,
            })}
          />
        ))}
        <h2>{t("embed.languages")}</h2>
        <p>{t("embed.languagesText")}</p>
        {answerLanguages(company.languages).map((tag) => {
          const other = textFor(tag);
          return (
            <section key={tag}>
              <h3 lang={other.language} dir={other.direction}>
                {ownNames[other.language]}
              </h3>
              <Lines
                of={snippet("link", {
                  href: `${origin}/`,
                  words: other.t("embed.privacyWords"),
                  language: other.language,
                })}
              />
            </section>
          );
        })}
      </InfoPage>
    );
  });
}

function Lines({ of }: { of: string }) {
  return (
    <pre className="copy" dir="ltr">
      <code>{of}</code>
    </pre>
  );
}
