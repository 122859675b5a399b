/** One row of a table of `docs/security.md`. */
export type ThreatRow = { id: string; control: string; shown: string };

/** What the threat model names: threats, scenarios of the request process, published flaws of others. */
export const threats: readonly string[] = [
  ...Array.from({ length: 72 }, (_, n) => `TM-${String(n + 1).padStart(2, "0")}`),
  ...numbered("DSR", "01 02 04 05 06 08 13 15 16 17 18 19 22 24 25 26 27 28 30 31 32 33"),
  ...numbered("ADV", "02 04 05 06 09 10 11 12 15 16 17 18 19 20 21 31 32 33 34 37 40 42 43 44"),
];

function numbered(kind: string, numbers: string): string[] {
  return numbers.split(" ").map((number) => `${kind}-${number}`);
}

/** The rows of every table whose first cell is an id. */
export function threatRows(text: string): ThreatRow[] {
  return [...text.matchAll(/^\| ((?:TM|DSR|ADV)-\d\d) \| [^|]* \| ([^|]*) \| (.*) \|$/gm)].map(
    ([, id = "", control = "", shown = ""]) => ({ id, control, shown }),
  );
}

/** The tests that a row names: a file, and words of the title of a test in it. */
export function namedTests(shown: string): { path: string; words: string }[] {
  return [...shown.matchAll(/\]\(\.\.\/([^)]+)\) “([^”]+)”/g)].map(([, path = "", words = ""]) => ({
    path,
    words,
  }));
}

/** What is wrong with the tables, in sentences. `read`: the text of a test file, or null where there is none. */
export function threatGaps(rows: readonly ThreatRow[], read: (path: string) => string | null): string[] {
  const wrong: string[] = [];
  for (const id of threats) {
    const found = rows.filter((row) => row.id === id);
    if (found.length !== 1) wrong.push(`${id} has ${found.length} rows`);
  }
  for (const { id, control, shown } of rows) {
    if (!threats.includes(id)) wrong.push(`${id} is no threat that we know`);
    if (control.trim().length < 5) wrong.push(`${id} names no control`);
    const tests = namedTests(shown);
    if (tests.length === 0 && !/^(Not in the product|Open): .{20}/.test(shown))
      wrong.push(`${id} names no test, and does not say why`);
    for (const { path, words } of tests) {
      const text = read(path);
      if (!/\.(test|spec)\.tsx?$/.test(path) || text === null) wrong.push(`${id}: ${path} is no test`);
      else if (!text.includes(words)) wrong.push(`${id}: ${path} has no test “${words}”`);
    }
  }
  return wrong;
}
