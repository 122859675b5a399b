import type { RefusalGround } from "#lib/law/duties/grounds.ts";
import type { NoticeContent, NoticeKind } from "#lib/law/duties/notice.ts";
import type { Right } from "#lib/law/rights.ts";
import type { FrozenLaw } from "#lib/request/clocks/frozen-laws.ts";
import type { Content, Outcome } from "./content.ts";
import { groundsFor } from "./grounds.ts";

const usual: Readonly<Record<Outcome, NoticeKind>> = {
  granted: "granted",
  partly: "partial_refusal",
  refused: "refusal",
  not_held: "not_held",
};

/** The notice that tells an outcome. An appeal that was not followed in full is told with what comes after a denied one. */
function noticeKindFor(right: Right, outcome: Outcome): NoticeKind {
  if (right === "complaint") return "complaint_outcome";
  if (right === "appeal") return outcome === "granted" ? "appeal_granted" : "appeal_denied";
  const optsOut = right === "opt_out" || right === "limit_sensitive";
  return optsOut && outcome === "granted" ? "opt_out_done" : usual[outcome];
}

/** The notice of a decision with everything that the house cannot know by itself (pure). */
export function noticeOf(
  content: Content,
  { right, laws }: { right: Right; laws: readonly Pick<FrozenLaw, "law" | "regime">[] },
): {
  notice: NoticeKind;
  given: Partial<Record<NoticeContent, string>>;
  ground?: RefusalGround;
} {
  const chosen = groundsFor(laws, right).filter((one) =>
    content.grounds.some(({ ground }) => ground === one.ground),
  );
  const articles = chosen.flatMap((one) => one.articles.map(({ article }) => article.cite));
  // What a law asks because somebody could not be verified is asked wherever that is one of the grounds.
  const main = chosen.find(({ ground }) => ground === "ca_cannot_verify") ?? chosen[0];
  const reasons = [
    // The plain words of the main ground are the notice's own.
    ...chosen.filter((one) => one !== main).map((one) => one.plain),
    ...content.reasons.map(({ group, text }) => (group === "" ? text : `${group}: ${text}`)),
  ];
  const told: Partial<Record<NoticeContent, string>> = {
    ...content.also,
    reasons: reasons.join("\n"),
    what_was_provided: content.provided,
    legal_basis: [...new Set(articles)].join("; "),
  };
  return {
    notice: noticeKindFor(right, content.outcome),
    given: Object.fromEntries(Object.entries(told).filter(([, text]) => text !== "")),
    ...(main ? { ground: main.ground } : {}),
  };
}
