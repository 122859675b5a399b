import hidden from "../messages/ar/hidden.json" with { type: "json" };
import law from "../messages/ar/law.json" with { type: "json" };
import letter from "../messages/ar/letter.json" with { type: "json" };
import pack from "../messages/ar/package.json" with { type: "json" };
import pages from "../messages/ar/pages.json" with { type: "json" };
import threads from "../messages/ar/threads.json" with { type: "json" };
import viewer from "../messages/ar/viewer.json" with { type: "json" };

/** Arabic: every area of the words of bundle and letter. */
export const ar = { hidden, law, letter, package: pack, pages, threads, viewer };
