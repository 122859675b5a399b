import hidden from "../messages/nl/hidden.json" with { type: "json" };
import law from "../messages/nl/law.json" with { type: "json" };
import letter from "../messages/nl/letter.json" with { type: "json" };
import pack from "../messages/nl/package.json" with { type: "json" };
import pages from "../messages/nl/pages.json" with { type: "json" };
import threads from "../messages/nl/threads.json" with { type: "json" };
import viewer from "../messages/nl/viewer.json" with { type: "json" };

/** Dutch: every area of the words of bundle and letter. */
export const nl = { hidden, law, letter, package: pack, pages, threads, viewer };
