import { type Agreement, type Comparison, comparisons, levels } from "./compare.ts";

/**
 * What two records may be: one person; two of one household or family, of whom twins share the birth date and a father
 * and his son the whole name; or two people who have nothing to do with each other. Relatives are kinds of their own
 * because their name, address and telephone agree together, which independent weights take for the same person.
 */
export const kinds = ["same", "relatives", "twins", "namesakes", "strangers"] as const;
export type Kind = (typeof kinds)[number];

/** comparison → level → how often a pair of this kind agrees at that level, of those that can be compared. */
export type Rates = Record<Comparison, Record<string, number>>;

export type Model = Record<Kind, Rates>;

/** Pairs that were found by one block, and what they therefore cannot be judged by. */
export type Pass = { blockedBy: readonly Comparison[]; agreements: readonly Agreement[] };

type Pattern = { agreement: Agreement; count: number };

const rounds = 200;

/** How often each level occurs among pairs, each count raised by a half so that nothing is impossible. */
export function ratesOf(agreements: readonly Agreement[]): Rates {
  const counts = emptyRates(0.5);
  for (const agreement of agreements) {
    for (const comparison of comparisons) add(counts, comparison, agreement[comparison], 1);
  }
  return normalised(counts);
}

/**
 * Fits the rates of all kinds but strangers to unlabelled pairs by expectation maximisation; those of strangers are
 * known from pairs drawn at random (Fellegi and Sunter 1969; Winkler 1988, Using the EM algorithm for weight
 * computation; the division of the work is Splink's).
 * @param strangers rates among pairs drawn at random
 * @param passes one for each block; every pass has its own mixture of the kinds
 */
export function estimate(strangers: Rates, passes: readonly Pass[]): Model {
  let model = tied(firstSame, firstRelatives, strangers);
  const patterns = passes.map((pass) => patternsOf(pass));
  let mixtures = passes.map(() => shares(ofKinds(() => 1)));
  for (let round = 0; round < rounds; round++) {
    const counts = { same: emptyRates(0.5), relatives: emptyRates(0.5), strangers: emptyRates(0.5) };
    const mixed = mixtures.map(() => ofKinds(() => 1));
    for (const [index, pass] of passes.entries()) {
      const [mixture, total] = [mixtures[index], mixed[index]];
      if (!mixture || !total) continue;
      const free = comparisons.filter((one) => !pass.blockedBy.includes(one));
      for (const { agreement, count } of patterns[index] ?? []) {
        const likely = shares(
          ofKinds((kind) =>
            free.reduce((product, one) => product * rateOf(model[kind], one, agreement[one]), mixture[kind]),
          ),
        );
        for (const kind of kinds) {
          const weight = count * likely[kind];
          total[kind] += weight;
          for (const one of free) add(counts[likeWhom(kind, one)], one, agreement[one], weight);
        }
      }
    }
    model = tied(normalised(counts.same), normalised(counts.relatives), strangers);
    mixtures = mixed.map(shares);
  }
  return model;
}

/** Whose rates a kind has: twins are relatives with a person's own birth date, namesakes with a person's own given name. */
function likeWhom(kind: Kind, comparison: Comparison): "same" | "relatives" | "strangers" {
  if (kind === "twins") return comparison === "birth_date" ? "same" : "relatives";
  if (kind === "namesakes") return comparison === "given" ? "same" : "relatives";
  return kind;
}

function tied(same: Rates, relatives: Rates, strangers: Rates): Model {
  const free = { same, relatives, strangers };
  return ofKinds(
    (kind) => Object.fromEntries(comparisons.map((one) => [one, free[likeWhom(kind, one)][one]])) as Rates,
  );
}

function ofKinds<T>(make: (kind: Kind) => T): Record<Kind, T> {
  return Object.fromEntries(kinds.map((kind) => [kind, make(kind)])) as Record<Kind, T>;
}

function shares(weights: Record<Kind, number>): Record<Kind, number> {
  const sum = kinds.reduce((all, kind) => all + weights[kind], 0);
  return ofKinds((kind) => weights[kind] / sum);
}

/** A rate of a kind; 1 for a comparison that could not be made. */
export function rateOf(rates: Rates, comparison: Comparison, level: string | undefined): number {
  return level === undefined ? 1 : (rates[comparison][level] ?? 1);
}

function patternsOf(pass: Pass): Pattern[] {
  const found = new Map<string, Pattern>();
  for (const agreement of pass.agreements) {
    const name = comparisons.map((one) => agreement[one] ?? "").join();
    const known = found.get(name);
    if (known) known.count++;
    else found.set(name, { agreement, count: 1 });
  }
  return [...found.values()];
}

/** Where the search starts: what each kind agrees in. What it does not, differs nine times in ten. */
const firstSame = guess({ given: 0.8, family: 0.8, birth_date: 0.8, address: 0.8, phone: 0.8, email: 0.8 });
const firstRelatives = guess({
  given: 0.02,
  family: 0.8,
  birth_date: 0.01,
  address: 0.8,
  phone: 0.4,
  email: 0.05,
});

function guess(strongest: Record<Comparison, number>): Rates {
  return Object.fromEntries(
    comparisons.map((one) => {
      const rest = 1 - strongest[one];
      const last = levels[one].length - 1;
      const far = strongest[one] < 0.5 ? rest * 0.9 : rest / last;
      const rateAt = (at: number) =>
        at === 0 ? strongest[one] : at === last ? far : (rest - far) / (last - 1);
      return [one, Object.fromEntries(levels[one].map((level, at) => [level, rateAt(at)]))];
    }),
  ) as Rates;
}

function emptyRates(start: number): Rates {
  return Object.fromEntries(
    comparisons.map((one) => [one, Object.fromEntries(levels[one].map((level) => [level, start]))]),
  ) as Rates;
}

function add(counts: Rates, comparison: Comparison, level: string | undefined, weight: number): void {
  if (level !== undefined) counts[comparison][level] = (counts[comparison][level] ?? 0) + weight;
}

function normalised(counts: Rates): Rates {
  return Object.fromEntries(
    comparisons.map((one) => {
      const sum = Object.values(counts[one]).reduce((all, count) => all + count, 0);
      return [
        one,
        Object.fromEntries(Object.entries(counts[one]).map(([level, count]) => [level, count / sum])),
      ];
    }),
  ) as Rates;
}
