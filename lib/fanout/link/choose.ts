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
      const [best] = candidate.facts
        .map((facts) => judge(record, facts, frequency))
        .sort((one, other) => other.bits - one.bits);
      return best && best.verdict !== "dropped" ? [{ candidate, judgement: best }] : [];
    })
    .sort((one, other) => other.judgement.bits - one.judgement.bits)
    .slice(0, mostShown);
}

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
