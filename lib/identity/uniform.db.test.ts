import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { HabeasError } from "#lib/core/errors.ts";
import { mailMyReferences } from "#lib/request/find.ts";
import { sendCode, tryCode, tryLink } from "#lib/request/prove.ts";
import { type House, openHouse } from "#lib/worker/fixture/house.ts";
import * as way from "#lib/worker/fixture/ways.ts";
import { askToSignIn, trySignInCode } from "./mailbox-sign-in.ts";

const full = process.env.HABEAS_FULL === "1";
const pairs = full ? 500 : 16;
/** How far from a coin's toss a guesser may be who only has a clock: wider for few pairs, about four deviations. */
const allowed = full ? 0.1 : 0.42;

let house: House;
const known: { reference: string; email: string }[] = [];
beforeAll(async () => {
  house = await openHouse(["shop"], { HABEAS_CODES_PER_HOUR: "5000", HABEAS_CODE_TRIES: "100000" });
  for (let n = 0; n < pairs; n++) {
    const email = `known${n}@example.com`;
    known.push({ email, reference: (await way.file({ email })).reference });
  }
}, 600_000);
afterAll(() => house.close());

type Asked = { reference: string; email: string };
const letters = "23456789ABCDEFGHJKMNPQRSTVWXYZ";
const unknownOf = (n: number): Asked => {
  const letter = (at: number) => letters[Math.floor(n / letters.length ** at) % letters.length];
  return { email: `known${n}x@example.com`, reference: `LK-Z${letter(1)}${letter(0)}-ZZZ` };
};

/** What a stranger's browser does, and what it learns. */
const doors: [string, (asked: Asked) => Promise<unknown>][] = [
  ["a code for a request", ({ reference }) => sendCode(way.newVisitor(), reference)],
  ["a guess without a code", ({ reference }) => tryCode(way.newVisitor(), reference, "12345678")],
  ["a link that never was", ({ reference }) => tryLink(way.newVisitor(), reference, randomUUID())],
  ["the numbers by mail", ({ email }) => mailMyReferences(way.newVisitor(), email)],
  [
    "signing in by mail, and a wrong code",
    async ({ email }) => {
      const visitor = way.newVisitor();
      const sent = await askToSignIn(visitor, email, { goTo: "/me", language: "en" });
      return [sent, (await trySignInCode(visitor, "123", "")).kind];
    },
  ],
];

async function seenBy(work: () => Promise<unknown>): Promise<string> {
  try {
    return JSON.stringify((await work()) ?? null);
  } catch (error) {
    return error instanceof HabeasError ? `${error.code}: ${error.message}` : "a bug";
  }
}

async function rows(): Promise<number[]> {
  const [counted] = await house.query<Record<string, string>>(
    "select (select count(*) from challenge) as codes, (select count(*) from notice) as mails, (select count(*) from ceremony) as ceremonies, (select count(*) from account) as accounts",
  );
  return Object.values(counted ?? {}).map(Number);
}

/** The chance that one drawn from the first took longer than one drawn from the second; a half where they are alike. */
function chanceOfLonger(first: readonly number[], second: readonly number[]): number {
  const wins = first.flatMap((a) => second.map((b) => (a > b ? 1 : a === b ? 0.5 : 0)));
  return wins.reduce<number>((sum, one) => sum + one, 0) / wins.length;
}

describe.each(doors)("%s", (_what, door) => {
  it(`is answered, written down, mailed and timed alike for ${pairs} known and as many unknown`, async () => {
    const took: { known: number[]; unknown: number[] } = { known: [], unknown: [] };
    const answers = new Set<string>();
    const grown = new Set<string>();
    await seenBy(() => door(unknownOf(pairs + 1)));
    for (let n = 0; n < pairs; n++) {
      const both = [
        ["known", known[n] ?? unknownOf(n)],
        ["unknown", unknownOf(n)],
      ] as const;
      // Every other pair the other way round, so that neither has the warmer house.
      for (const [kind, asked] of n % 2 === 0 ? both : both.toReversed()) {
        const before = await rows();
        const began = performance.now();
        answers.add(await seenBy(() => door(asked)));
        took[kind].push(performance.now() - began);
        grown.add((await rows()).map((now, at) => now - (before[at] ?? 0)).join(","));
      }
    }
    expect([...answers]).toHaveLength(1);
    expect([...grown]).toHaveLength(1);
    expect(Math.abs(chanceOfLonger(took.known, took.unknown) - 0.5)).toBeLessThan(allowed);
  }, 600_000);
});
