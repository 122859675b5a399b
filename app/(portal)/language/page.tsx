import { headers } from "next/headers";
import { ownPath } from "#app/_forms/own-path.ts";
import { made } from "#app/_forms/page.ts";
import { offered } from "#app/_text/reader.ts";
import { BackLink } from "#app/_ui/BackLink.tsx";
import { Button } from "#app/_ui/Button.tsx";
import { PageShell } from "#app/_ui/PageShell.tsx";
import { directionOf, languageOf, ownNames } from "#lib/core/languages.ts";
import { house } from "../_house/house.ts";

/** Every language by its own name, each a button: works for somebody who cannot read the page around it. */
export default async function LanguagePage() {
  const from = cameFrom((await headers()).get("referer"));
  return made("/language", async () => {
    const { company, text } = await house();
    const { t } = text;
    const languages = await offered();
    return (
      <PageShell
        title={t("language.title")}
        text={text}
        company={company}
        above={<BackLink href={from}>{t("shell.back")}</BackLink>}
      >
        <h1>{t("language.title")}</h1>
        <p className="lede">{t("language.lede")}</p>
        <form action="/language/choose" method="post">
          <input type="hidden" name="from" value={from} />
          <ul className="languages">
            {languages.map((tag) => (
              <li key={tag}>
                <Button
                  second
                  name="language"
                  value={tag}
                  lang={tag}
                  dir={directionOf(tag)}
                  aria-current={languageOf(tag) === text.language ? "true" : undefined}
                >
                  {ownNames[languageOf(tag)]}
                </Button>
              </li>
            ))}
          </ul>
        </form>
      </PageShell>
    );
  });
}

/** The page of ours that led here, to go back to it; the start where there is none. */
function cameFrom(referrer: string | null): string {
  try {
    const path = ownPath(new URL(referrer ?? "").pathname);
    return path === null || path.startsWith("/language") ? "/" : path;
  } catch {
    return "/";
  }
}
