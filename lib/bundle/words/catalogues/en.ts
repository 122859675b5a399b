import hidden from "../messages/en/hidden.json" with { type: "json" };
import law from "../messages/en/law.json" with { type: "json" };
import letter from "../messages/en/letter.json" with { type: "json" };
import pack from "../messages/en/package.json" with { type: "json" };
import pages from "../messages/en/pages.json" with { type: "json" };
import threads from "../messages/en/threads.json" with { type: "json" };
import viewer from "../messages/en/viewer.json" with { type: "json" };

/** English: every area of the words of bundle and letter. */
export const en = { hidden, law, letter, package: pack, pages, threads, viewer };
