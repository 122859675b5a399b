import { setCookie } from "#app/_auth/cookies.ts";
import { companyAs } from "#lib/map/brand/brands.ts";
import { answerLanguages } from "#lib/request/answer-language.ts";
import { placeNow } from "./place.ts";
import { type Text, textFor } from "./text.ts";

/**
 * The words for whoever reads the page that is being made: in the language they chose, else in the one of the
 * company's that their browser likes best; English where nobody is being answered. What the company or its brand says
 * in its own words stands in place of ours.
 */
export async function readersText(): Promise<Text> {
  const { brandId, language } = await placeNow();
  if (language === null) return textFor("en");
  return textFor(language, companyAs(brandId).texts);
}

/** The `Set-Cookie` line by which a browser keeps its language for a year. */
export const languageKept = (language: string): string =>
  setCookie("habeas_language", language, 365 * 24 * 60 * 60, process.env.HABEAS_ORIGIN ?? "");

/** The languages of this portal; English where there is no map to say it. */
export async function offered(): Promise<string[]> {
  try {
    const { brandId } = await placeNow();
    return answerLanguages(companyAs(brandId).languages);
  } catch {
    return ["en"];
  }
}
