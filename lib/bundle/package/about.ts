import { byteOrderMark, csvRow } from "#lib/core/csv.ts";
import type { BundleFacts } from "../contents.ts";
import { dictionaryData, dictionaryPage } from "../page/dictionary.ts";
import { missingPage } from "../page/missing.ts";
import { hasStatements, statementsPage, statementsPath } from "../page/statements.ts";
import { whyData, whyPage } from "../page/why.ts";
import { recipientsOf } from "../summary.ts";
import type { Words } from "../words/words.ts";
import type { WrittenFile, WrittenSystem } from "../written.ts";
import type { TimelineCounts } from "./manifest.ts";
import type { Timeline } from "./timeline.ts";
import { jsonText } from "./version.ts";

/** Where the files about the data are written to. */
export type AboutInto = {
  text(path: string, kind: "about", text: string): Promise<WrittenFile>;
  add(path: string, kind: "about", bytes: AsyncIterable<Uint8Array>): Promise<WrittenFile>;
};

/** The columns of about/who-got-it.csv. */
export const recipientColumns = [
  "recipient",
  "role",
  "country",
  "system",
  "kinds",
  "relation",
  "since",
  "safeguard",
];

/** Everything in about/: why, who got it, what is not here, what fields mean, and when things happened. */
export async function writeAbout(
  to: AboutInto,
  facts: BundleFacts,
  systems: readonly WrittenSystem[],
  timeline: Timeline,
  words: Words,
): Promise<TimelineCounts> {
  await to.text("about/why-we-have-it.html", "about", whyPage(facts, words));
  await to.text("about/why-we-have-it.json", "about", jsonText(whyData(facts, words)));
  await to.text("about/who-got-it.csv", "about", recipientsTable(facts));
  await to.add("about/timeline.csv", "about", timeline.csv());
  const counts = { events: timeline.events, leftOut: timeline.leftOut };
  await to.text("about/what-is-not-here.html", "about", missingPage(facts, systems, counts, words));
  await to.text("about/dictionary.json", "about", jsonText(dictionaryData(systems)));
  await to.text("about/dictionary.html", "about", dictionaryPage(facts, systems, words));
  if (hasStatements(facts)) await to.text(statementsPath, "about", statementsPage(facts, words));
  return counts;
}

function recipientsTable(facts: BundleFacts): string {
  const rows = recipientsOf(facts).map((row) => [
    row.recipient,
    row.role,
    row.country,
    row.system,
    row.kinds.join("; "),
    row.relation,
    row.since,
    row.safeguard,
  ]);
  return byteOrderMark + [recipientColumns, ...rows].map(csvRow).join("");
}
