import type { AnswerLanguage } from "#lib/core/languages.ts";
import { filled, type Some } from "#lib/core/messages.ts";
import { ar } from "./catalogues/ar.ts";
import { de } from "./catalogues/de.ts";
import { en } from "./catalogues/en.ts";
import { es } from "./catalogues/es.ts";
import { fr } from "./catalogues/fr.ts";
import { he } from "./catalogues/he.ts";
import { it } from "./catalogues/it.ts";
import { nl } from "./catalogues/nl.ts";
import { pl } from "./catalogues/pl.ts";
import { pt } from "./catalogues/pt.ts";

/** The messages of one language, by area and key. English has every one. */
export type Messages = typeof en;

const translated: Record<AnswerLanguage, Some<Messages>> = { en, de, fr, es, it, pl, nl, pt, ar, he };

/** Every language that everything read is written in: English where a message has no translation yet. */
export const catalogues = Object.fromEntries(
  Object.entries(translated).map(([language, some]) => [language, filled(en, some)]),
) as Record<AnswerLanguage, Messages>;
