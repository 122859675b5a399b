import type { AnswerLanguage } from "#lib/core/languages.ts";
import arHidden from "./messages/ar/hidden.json" with { type: "json" };
import arLaw from "./messages/ar/law.json" with { type: "json" };
import arLetter from "./messages/ar/letter.json" with { type: "json" };
import arPack from "./messages/ar/package.json" with { type: "json" };
import arPages from "./messages/ar/pages.json" with { type: "json" };
import arThreads from "./messages/ar/threads.json" with { type: "json" };
import arViewer from "./messages/ar/viewer.json" with { type: "json" };
import deHidden from "./messages/de/hidden.json" with { type: "json" };
import deLaw from "./messages/de/law.json" with { type: "json" };
import deLetter from "./messages/de/letter.json" with { type: "json" };
import dePack from "./messages/de/package.json" with { type: "json" };
import dePages from "./messages/de/pages.json" with { type: "json" };
import deThreads from "./messages/de/threads.json" with { type: "json" };
import deViewer from "./messages/de/viewer.json" with { type: "json" };
import enHidden from "./messages/en/hidden.json" with { type: "json" };
import enLaw from "./messages/en/law.json" with { type: "json" };
import enLetter from "./messages/en/letter.json" with { type: "json" };
import enPack from "./messages/en/package.json" with { type: "json" };
import enPages from "./messages/en/pages.json" with { type: "json" };
import enThreads from "./messages/en/threads.json" with { type: "json" };
import enViewer from "./messages/en/viewer.json" with { type: "json" };
import esHidden from "./messages/es/hidden.json" with { type: "json" };
import esLaw from "./messages/es/law.json" with { type: "json" };
import esLetter from "./messages/es/letter.json" with { type: "json" };
import esPack from "./messages/es/package.json" with { type: "json" };
import esPages from "./messages/es/pages.json" with { type: "json" };
import esThreads from "./messages/es/threads.json" with { type: "json" };
import esViewer from "./messages/es/viewer.json" with { type: "json" };
import frHidden from "./messages/fr/hidden.json" with { type: "json" };
import frLaw from "./messages/fr/law.json" with { type: "json" };
import frLetter from "./messages/fr/letter.json" with { type: "json" };
import frPack from "./messages/fr/package.json" with { type: "json" };
import frPages from "./messages/fr/pages.json" with { type: "json" };
import frThreads from "./messages/fr/threads.json" with { type: "json" };
import frViewer from "./messages/fr/viewer.json" with { type: "json" };

const en = {
  hidden: enHidden,
  law: enLaw,
  letter: enLetter,
  package: enPack,
  pages: enPages,
  threads: enThreads,
  viewer: enViewer,
};

/** The messages of one language, by area and key. English has every one. */
export type Messages = typeof en;

/** What a translation holds while a new English message has not reached it yet. */
type Some<T> = { [K in keyof T]?: T[K] extends string ? string : Some<T[K]> };

const translated = {
  de: {
    hidden: deHidden,
    law: deLaw,
    letter: deLetter,
    package: dePack,
    pages: dePages,
    threads: deThreads,
    viewer: deViewer,
  },
  fr: {
    hidden: frHidden,
    law: frLaw,
    letter: frLetter,
    package: frPack,
    pages: frPages,
    threads: frThreads,
    viewer: frViewer,
  },
  es: {
    hidden: esHidden,
    law: esLaw,
    letter: esLetter,
    package: esPack,
    pages: esPages,
    threads: esThreads,
    viewer: esViewer,
  },
  ar: {
    hidden: arHidden,
    law: arLaw,
    letter: arLetter,
    package: arPack,
    pages: arPages,
    threads: arThreads,
    viewer: arViewer,
  },
} satisfies Record<string, Some<Messages>>;

/** Every language that everything read is written in: English where a message has no translation yet. */
export const catalogues: Record<AnswerLanguage, Messages> = {
  en,
  de: filled(en, translated.de),
  fr: filled(en, translated.fr),
  es: filled(en, translated.es),
  ar: filled(en, translated.ar),
};

function filled<T extends object>(whole: T, some: Some<T>): T {
  const entries = Object.entries(whole).map(([key, value]) => {
    const mine = Object.hasOwn(some, key) ? some[key as keyof T] : undefined;
    if (typeof value === "string") return [key, mine ?? value];
    return [key, filled(value, (mine ?? {}) as Some<object>)];
  });
  return Object.fromEntries(entries) as T;
}
