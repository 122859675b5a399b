import { answerIn } from "#lib/core/languages.ts";

/** The languages that the company answers in and that we have every word of the answer in; at least its first. */
export function answerLanguages(languages: readonly string[]): string[] {
  const known = languages.filter((tag) => answerIn.some((one) => one === base(tag)));
  return known.length > 0 ? known : languages.slice(0, 1);
}

/** The language of an answer: what was asked for where the company answers in it, else the company's first. */
export function answerLanguage(asked: string | undefined, languages: readonly string[]): string {
  return answerLanguages(languages).find((tag) => tag === asked) ?? languages[0] ?? "en";
}

/** Of the company's languages, the one that an `Accept-Language` header likes best; its first where it names none. */
export function likedLanguage(header: string | null, languages: readonly string[]): string {
  const choices = answerLanguages(languages);
  const liked = (header ?? "")
    .slice(0, 500)
    .split(",")
    .map((part) => {
      const [tag = "", ...parameters] = part.trim().split(";");
      const weight = Number(/^\s*q=([\d.]+)\s*$/.exec(parameters.join(";"))?.[1] ?? 1);
      return { tag: base(tag), weight: Number.isFinite(weight) ? weight : 0 };
    })
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => b.weight - a.weight);
  for (const { tag } of liked) {
    const match = choices.find((one) => base(one) === tag);
    if (match !== undefined) return match;
  }
  return choices[0] ?? "en";
}

const base = (tag: string) => tag.toLowerCase().split("-")[0] ?? "";
