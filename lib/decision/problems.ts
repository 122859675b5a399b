import type { Right } from "#lib/law/rights.ts";
import type { FrozenLaw } from "#lib/request/clocks/frozen-laws.ts";
import type { Content } from "./content.ts";
import { byReasonsAlone, groundsFor, lawName } from "./grounds.ts";

type Judged = { right: Right; laws: readonly Pick<FrozenLaw, "law" | "regime">[] };

/** Fewer letters than this say nothing about anybody's case. */
const specific = 20;

/** What a decision still lacks by itself, before it is looked at as a notice: sentences for staff (pure). */
export function problemsOf(content: Content, judged: Judged): string[] {
  return [...groundProblems(content, judged), ...wordProblems(content, judged.right)];
}

/** True where a second person must agree: as the ground says, and where no law says what may be refused. */
export function needsSecond(content: Content, { right, laws }: Judged): boolean {
  if (!refuses(content)) return false;
  const known = groundsFor(laws, right);
  const judgedByTwo = content.grounds.some(
    ({ ground }) => known.find((one) => one.ground === ground)?.secondApprover ?? true,
  );
  return judgedByTwo || (laws.every(({ regime }) => regime === null) && !byReasonsAlone(right));
}

const refuses = ({ outcome }: Pick<Content, "outcome">) => outcome === "refused" || outcome === "partly";

function groundProblems(content: Content, { right, laws }: Judged): string[] {
  const chosen = content.grounds;
  if (!refuses(content))
    return chosen.length > 0 ? ["A ground is for a refusal. Nothing is refused here."] : [];
  const known = groundsFor(laws, right);
  const governing = laws.filter(({ regime }) => regime !== null).map(({ law }) => law);
  const foreign = chosen.filter(({ ground }) => !known.some((one) => one.ground === ground));
  const own = known.filter((one) => chosen.some(({ ground }) => ground === one.ground));
  const found = foreign.map(
    ({ ground }) =>
      `${governing.map(lawName).join(" and ") || "Our own promise"} does not know the ground “${ground.replaceAll("_", " ")}” for this right.`,
  );
  if (!byReasonsAlone(right)) found.push(...notCovered(own, known, governing));
  for (const rule of own) {
    const affirmed = new Set(chosen.find(({ ground }) => ground === rule.ground)?.affirmed);
    for (const condition of rule.conditions) {
      if (!affirmed.has(condition)) found.push(`“${rule.name}”: not affirmed yet: ${condition}.`);
    }
    if (rule.evidence && content.evidence.length < specific)
      found.push(`“${rule.name}”: write down what speaks for it.`);
  }
  return found;
}

/** A refusal must stand under every law that governs: each needs a ground of its own list among those chosen. */
function notCovered(
  own: ReturnType<typeof groundsFor>,
  known: ReturnType<typeof groundsFor>,
  governing: readonly string[],
): string[] {
  const allows = (one: { articles: { law: string }[] }, law: string) =>
    one.articles.some((each) => each.law === law);
  return governing
    .filter((law) => !own.some((one) => allows(one, law)))
    .map((law) => {
      const theirs = known.filter((one) => allows(one, law)).map((one) => `“${one.name}”`);
      if (theirs.length === 0) return `${lawName(law)} allows no refusal of this right.`;
      if (own.length === 0) return `Choose a ground under ${lawName(law)}.`;
      return `${lawName(law)} does not allow ${own.map((one) => `“${one.name}”`).join(", ")}. It knows: ${theirs.join(", ")}.`;
    });
}

function wordProblems(content: Content, right: Right): string[] {
  const { outcome, reasons, provided } = content;
  const found: string[] = [];
  if ((refuses(content) || byReasonsAlone(right)) && reasons.length === 0) found.push("Give the reasons.");
  for (const { group, text } of reasons) {
    if (group === "") found.push("Say which data each reason is about.");
    else if (text.length < specific) found.push(`Say more exactly why, for “${group}”.`);
  }
  const groups = reasons.map(({ group }) => group.toLowerCase());
  if (new Set(groups).size < groups.length) found.push("Each group of data is named once.");
  if (outcome === "partly" && provided.length < specific)
    found.push("Say what was given or done all the same.");
  if (outcome === "granted" && !byReasonsAlone(right) && provided === "")
    found.push("Say what was given or done.");
  return found;
}
