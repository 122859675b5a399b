import { currentMap } from "./current.ts";

/**
 * The same with each system's title in a language (BCP 47), where the map says it in that language. A system that the map
 * does not hold any more keeps the title that it had.
 */
export function titledIn<T extends { systemId: string; title: string }>(
  of: readonly T[],
  language: string,
): T[] {
  const words = new Map(currentMap().systems.map(({ id, words_in }) => [id, words_in]));
  return of.map((one) => {
    const known = words.get(one.systemId) ?? {};
    return Object.hasOwn(known, language) ? { ...one, title: known[language]?.title ?? one.title } : one;
  });
}
