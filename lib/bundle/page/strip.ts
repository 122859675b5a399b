import { html, type Markup } from "../html.ts";
import { numberInWords, type Words } from "../words/words.ts";
import type { WrittenSystem } from "../written.ts";

/** Years that the strip has room for, down to a phone's width. */
const shownYears = 60;
const height = 54;

/** How many records of all systems arose in each year, oldest first, years between them with none. */
export function yearsOf(systems: readonly WrittenSystem[]): [year: string, records: number][] {
  const sums = new Map<string, number>();
  for (const { times } of systems.flatMap((system) => system.collections)) {
    for (const [year, records] of Object.entries(times.years)) {
      sums.set(year, (sums.get(year) ?? 0) + records);
    }
  }
  const known = [...sums.keys()].sort();
  const first = Number(known[0]);
  const last = Number(known.at(-1));
  // A slip of the pen (year 1, year 9999) must not make a strip of thousands of bars.
  if (known.length === 0 || last - first >= shownYears)
    return known.map((year) => [year, sums.get(year) ?? 0]);
  return Array.from({ length: last - first + 1 }, (_, i) => {
    const year = String(first + i).padStart(4, "0");
    return [year, sums.get(year) ?? 0];
  });
}

/** "When we collected it": one bar a year, with all its figures in words for those who do not see it. */
export function strip(systems: readonly WrittenSystem[], words: Words): Markup | null {
  const years = yearsOf(systems).slice(-shownYears);
  const [first] = years;
  const last = years.at(-1);
  if (!first || !last) return null;
  const most = Math.max(...years.map(([, records]) => records));
  const said = years
    .filter(([, records]) => records > 0)
    .map(([year, n]) => words.say("viewer.whenYear", { year, n }));
  const middle = years[Math.floor(years.length / 2)];
  return html`<h2 id="when">${words.say("viewer.when")}</h2>
<svg class="strip" role="img" aria-label="${said.join(". ")}." viewBox="0 0 ${years.length * 10} ${height}" preserveAspectRatio="none">${years.map(
    ([year, records], i) => {
      const tall = records === 0 ? 0 : Math.max(2, Math.round((records / most) * height));
      return html`<rect x="${i * 10}" y="${height - tall}" width="8" height="${tall}"><title>${year}: ${numberInWords(records, words)}</title></rect>`;
    },
  )}</svg>
<p class="axis" aria-hidden="true"><span>${first[0]}</span>${years.length > 4 && middle ? html`<span>${middle[0]}</span>` : null}${years.length > 1 ? html`<span>${last[0]}</span>` : null}</p>`;
}
