import type { Inhabitant } from "./crowd.ts";
import { type Chance, chanceFor } from "./random.ts";
import { instant, VISIT_DAYS, VISITS_START, visitDay } from "./time.ts";
import { agents, pages } from "./words.ts";

/** How many rows Harriet has with the large data set. */
export const LARGE = 1_000_000;

const DAY = 86_400_000;

function line(chance: Chance, dayIndex: number, cookie: string, referrer: string): string {
  return JSON.stringify({
    ts: instant(VISITS_START + dayIndex * DAY + chance.int(0, 86_399) * 1000),
    cookie,
    path: chance.pick(pages),
    referrer,
    agent: chance.pick(agents),
    ms: chance.int(18, 900),
  });
}

/** The log lines of a single person, spread over all days; the first one carries their mark. */
function scatter(days: string[][], seed: number, who: Inhabitant): void {
  const chance = chanceFor(seed, `visits/${who.number}`);
  for (let n = 0; n < who.counts.visits; n++) {
    const cookie = who.cookies[n % who.cookies.length];
    if (cookie === undefined) throw new Error(`${who.number} has visits but no cookie`);
    const dayIndex = chance.int(0, VISIT_DAYS - 1);
    const referrer =
      n < who.cookies.length && who.canary !== null
        ? `https://example.com/?from=${who.canary}`
        : chance.pick(["", "https://search.example/", "https://news.example/walks"]);
    days[dayIndex]?.push(line(chance, dayIndex, cookie, referrer));
  }
}

/**
 * The web server's logs, one file a day, made one at a time so that a million rows never stand in memory.
 * With `large`, Harriet has exactly a million rows, interleaved with everybody else's.
 */
export function* visitsOf(
  seed: number,
  everybody: readonly Inhabitant[],
  large: boolean,
): Generator<{ day: string; lines: string[] }> {
  const days: string[][] = Array.from({ length: VISIT_DAYS }, () => []);
  for (const who of everybody) scatter(days, seed, who);
  const harriet = everybody.find((who) => who.story === "harriet");
  for (const [index, lines] of days.entries()) {
    if (large && harriet !== undefined) {
      const chance = chanceFor(seed, `visits/large/${index}`);
      const missing = LARGE - harriet.counts.visits;
      const share = Math.floor(missing / VISIT_DAYS) + (index < missing % VISIT_DAYS ? 1 : 0);
      for (let n = 0; n < share; n++)
        lines.push(line(chance, index, harriet.cookies[n % harriet.cookies.length] ?? "", ""));
    }
    yield { day: visitDay(index), lines: lines.sort() };
  }
}
