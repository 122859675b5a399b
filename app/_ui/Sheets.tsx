import type { AnswerLanguage } from "#lib/core/languages.ts";

/** The file with the letters that most of a page in that language is made of. */
function mainFace(language: AnswerLanguage): string {
  if (language === "ar") return "vazirmatn";
  return language === "he" ? "hebrew-sans" : "atkinson-latin";
}

/** What a consumer page loads: one sheet for every page, its brand's colours where it has any, one face at once. */
export function Sheets({ language, themed }: { language: AnswerLanguage; themed: boolean }) {
  return (
    <>
      <link
        rel="preload"
        href={`/look/faces/${mainFace(language)}.woff2`}
        as="font"
        type="font/woff2"
        crossOrigin="anonymous"
      />
      <link rel="stylesheet" href="/look.css" />
      {themed ? <link rel="stylesheet" href="/look/brand.css" /> : null}
    </>
  );
}
