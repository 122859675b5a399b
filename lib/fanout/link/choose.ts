import type { Candidate, Candidates } from "#connectors/contract.ts";
import { type Judgement, judge } from "#lib/identity/likeness/judge.ts";
import { plain } from "#lib/identity/likeness/normal.ts";
import type { Frequency, PersonRecord } from "#lib/identity/likeness/record.ts";

/** Somebody alike, and why. */
export type Alike = { candidate: Candidate; judgement: Judgement };

/** More than these are no help to staff: they are a sign that the record says too little. */
const mostShown = 20;

/**
 * Who of a system's candidates may be the person, the likeliest first (pure). Nobody where there were too many to
 * look at: the right one may be among those not seen.
 */
export function alikeOf(record: PersonRecord, candidates: Candidates): Alike[] {
  if (candidates.more) return [];
  const frequency = frequencyOf(candidates);
  return candidates.people
    .flatMap((candidate) => {
      const judged = candidate.facts
        .map((facts) => judge(record, facts, frequency))
        .sort((one, other) => other.bits - one.bits);
      const [best] = judged;
      if (!best || best.verdict === "dropped") return [];
      // Records of one key that say different things of a person: somebody has to look.
      const torn = best.verdict === "automatic" && judged.some(speaksAgainst);
      return [{ candidate, judgement: torn ? { ...best, verdict: "possible" as const } : best }];
    })
    .sort((one, other) => other.judgement.bits - one.judgement.bits)
    .slice(0, mostShown);
}

const against = new Set(["other_given_name", "other_birth_date"]);

const speaksAgainst = ({ reasons }: Judgement) => reasons.some(({ code }) => against.has(code));

/**
 * The one who may be used without asking: judged `automatic`, and nobody else is even possible (pure). With a
 * second one at all, father and son stay two people until a member of staff has looked.
 */
export function onlyOne(alike: readonly Alike[]): Alike | null {
  const [first, second] = alike;
  return first && !second && first.judgement.verdict === "automatic" ? first : null;
}

function frequencyOf({ frequencies }: Candidates): Frequency {
  const counted = new Map(
    frequencies.map((one) => [`${one.field}/${plain(one.value)}`, { count: one.count, total: one.total }]),
  );
  return (field, value) => counted.get(`${field}/${value}`);
}
