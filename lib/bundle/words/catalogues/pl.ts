import hidden from "../messages/pl/hidden.json" with { type: "json" };
import law from "../messages/pl/law.json" with { type: "json" };
import letter from "../messages/pl/letter.json" with { type: "json" };
import pack from "../messages/pl/package.json" with { type: "json" };
import pages from "../messages/pl/pages.json" with { type: "json" };
import threads from "../messages/pl/threads.json" with { type: "json" };
import viewer from "../messages/pl/viewer.json" with { type: "json" };

/** Polish: every area of the words of bundle and letter. */
export const pl = { hidden, law, letter, package: pack, pages, threads, viewer };
