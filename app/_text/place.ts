import { AsyncLocalStorage } from "node:async_hooks";
import { cookies, headers } from "next/headers";
import { unstable_rethrow } from "next/navigation";
import { cookieName } from "#app/_auth/cookies.ts";
import { brandAt, companyAs } from "#lib/map/brand/brands.ts";
import { answerLanguages, likedLanguage } from "#lib/request/answer-language.ts";

/** Whose portal a page belongs to (null: the company's own), and the language its reader has; null where nobody knows. */
export type Place = { brandId: string | null; language: string | null };

const fixed = new AsyncLocalStorage<Place>();

/**
 * Makes something for everybody: whose portal it is and in which language is said here, and neither address nor cookies
 * are looked at. What is kept for all must hold nothing of one.
 */
export const nobodyHere = <T>(place: Place, make: () => Promise<T>): Promise<T> => fixed.run(place, make);

/** Throws where a page is made for everybody and asks who reads it. */
export function mustBeForSomebody(): void {
  if (fixed.getStore()) throw new Error("a page that is made for everybody asks who reads it");
}

/** The portal and the language of the page that is being made, or of the form that is being answered. */
export async function placeNow(): Promise<Place> {
  const said = fixed.getStore();
  if (said) return said;
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
