import type { Day } from "#lib/core/day.ts";
import type { Regime } from "#lib/law/regime.ts";
import { regimes } from "#lib/law/regimes/all.ts";
import type { Right } from "#lib/law/rights.ts";
import type { Source } from "#lib/law/source.ts";
import { type Answering, contentsByLaw } from "./contents-by-law.ts";
import { contentsByPolicy } from "./contents-by-policy.ts";
import type { RefusalGround } from "./grounds.ts";
import type { NoticeContent, NoticeKind } from "./notice.ts";

/** Something that a notice must say, and why. */
export type RequiredContent = { content: NoticeContent; why: Source };

/**
 * The notice in question. `sent`: the day it goes out, where known; `ground`: the only ground of a refusal, where there is
 * one. `place` decides how a content is filled in (`authorityUnder`), not whether it is asked: that is the law's.
 */
export type NoticeAsked = {
  law: string;
  right: Right;
  notice: NoticeKind;
  received: Day;
  place: string;
  sent?: Day | undefined;
  ground?: RefusalGround | undefined;
};

/**
 * What a notice must say by the law (or, under `OWN_POLICY`, by the company's own promise), each content once, in a
 * steady order. A notice is not sent while one is missing.
 */
export function requiredContents(asked: NoticeAsked): RequiredContent[] {
  const regime = regimeOn(asked.law, asked.received);
  const answering: Answering = { ...asked, regime, sent: asked.sent ?? asked.received };
  const wanted = [
    ...(regime ? contentsByLaw(regime, answering) : []),
    ...contentsByPolicy(regime, answering),
  ];
  return wanted.filter((one, at) => wanted.findIndex((other) => other.content === one.content) === at);
}

/** Those of the required contents that a notice does not have yet. */
export function missingContents(
  required: readonly RequiredContent[],
  given: ReadonlySet<NoticeContent>,
): RequiredContent[] {
  return required.filter((one) => !given.has(one.content));
}

/** The version that governs a day of receipt; of a law not yet in force then, its first. Null for the own promise. */
function regimeOn(law: string, received: Day): Regime | null {
  const versions = regimes.filter((one) => one.id === law);
  return versions.findLast((one) => one.from <= received) ?? versions[0] ?? null;
}
