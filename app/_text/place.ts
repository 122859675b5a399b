import { cookies, headers } from "next/headers";
import { unstable_rethrow } from "next/navigation";
import { cache } from "react";
import { cookieName } from "#app/_auth/cookies.ts";
import { brandAt, companyAs } from "#lib/map/brand/brands.ts";
import { answerLanguages, likedLanguage } from "#lib/request/answer-language.ts";

/** Whose portal a page belongs to (null: the company's own), and the language its reader has; null where nobody knows. */
export type Place = { brandId: string | null; language: string | null };

/** What a page that is made beforehand says of itself, for as long as it is being made. */
const said = cache((): { place: Place | null } => ({ place: null }));

/** Says whose page is being made and in which language: then neither the address nor a cookie is looked at. */
export function standAt(place: Place): void {
  said().place = place;
}

/** The portal and the language of the page that is being made, or of the form that is being answered. */
export async function placeNow(): Promise<Place> {
  const fixed = said().place;
  if (fixed) return fixed;
  try {
    const asked = await headers();
    const jar = await cookies();
    return placeFor(asked.get("host"), jar.get(languageCookie())?.value, asked.get("accept-language"));
  } catch (error) {
    unstable_rethrow(error);
    return { brandId: null, language: null };
  }
}

/** The same from what a browser sends. A host that the map does not name is the company's own. */
export function placeFor(
  host: string | null,
  chosen: string | undefined,
  liked: string | null,
): { brandId: string | null; language: string } {
  const brandId = brandAt(host)?.id ?? null;
  const languages = answerLanguages(companyAs(brandId).languages);
  return { brandId, language: languages.find((tag) => tag === chosen) ?? likedLanguage(liked, languages) };
}

/** The cookie in which a browser remembers the language that was chosen for it. It names nobody. */
export const languageCookie = () => cookieName("habeas_language", process.env.HABEAS_ORIGIN ?? "");
