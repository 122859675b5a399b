import { cookies, headers } from "next/headers";
import { unstable_rethrow } from "next/navigation";
import { cookieName, setCookie } from "#app/_auth/cookies.ts";
import { currentMap } from "#lib/map/current.ts";
import { answerLanguages, likedLanguage } from "#lib/request/answer-language.ts";
import { type Text, textFor } from "./text.ts";

/**
 * The words for whoever reads the page that is being made: in the language they chose, else in the one of the
 * company's that their browser likes best; English where nobody is being answered.
 */
export async function readersText(): Promise<Text> {
  try {
    const languages = offered();
    const chosen = (await cookies()).get(languageCookie())?.value;
    const liked = (await headers()).get("accept-language");
    return textFor(languages.find((tag) => tag === chosen) ?? likedLanguage(liked, languages));
  } catch (error) {
    unstable_rethrow(error);
    return textFor("en");
  }
}

/** The cookie in which a browser remembers the language that was chosen for it. It names nobody. */
const languageCookie = () => cookieName("habeas_language", process.env.HABEAS_ORIGIN ?? "");

/** The `Set-Cookie` line by which a browser keeps its language for a year. */
export const languageKept = (language: string): string =>
  setCookie("habeas_language", language, 365 * 24 * 60 * 60, process.env.HABEAS_ORIGIN ?? "");

/** The languages of this portal; English where there is no map to say it. */
export function offered(): string[] {
  try {
    return answerLanguages(currentMap().company.languages);
  } catch {
    return ["en"];
  }
}
