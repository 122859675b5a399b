import hidden from "./messages/en/hidden.json" with { type: "json" };
import law from "./messages/en/law.json" with { type: "json" };
import letter from "./messages/en/letter.json" with { type: "json" };
import pack from "./messages/en/package.json" with { type: "json" };
import pages from "./messages/en/pages.json" with { type: "json" };
import threads from "./messages/en/threads.json" with { type: "json" };
import viewer from "./messages/en/viewer.json" with { type: "json" };

/** The messages of English, one file for each area. */
export const en = { pages, letter, law, viewer, hidden, threads, package: pack };

/** The messages of one language. English has every key; the others have the same. */
export type Messages = typeof en;
