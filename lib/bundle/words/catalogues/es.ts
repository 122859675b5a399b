import hidden from "../messages/es/hidden.json" with { type: "json" };
import law from "../messages/es/law.json" with { type: "json" };
import letter from "../messages/es/letter.json" with { type: "json" };
import pack from "../messages/es/package.json" with { type: "json" };
import pages from "../messages/es/pages.json" with { type: "json" };
import threads from "../messages/es/threads.json" with { type: "json" };
import viewer from "../messages/es/viewer.json" with { type: "json" };

/** Spanish: every area of the words of bundle and letter. */
export const es = { hidden, law, letter, package: pack, pages, threads, viewer };
