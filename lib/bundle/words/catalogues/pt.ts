import hidden from "../messages/pt/hidden.json" with { type: "json" };
import law from "../messages/pt/law.json" with { type: "json" };
import letter from "../messages/pt/letter.json" with { type: "json" };
import pack from "../messages/pt/package.json" with { type: "json" };
import pages from "../messages/pt/pages.json" with { type: "json" };
import threads from "../messages/pt/threads.json" with { type: "json" };
import viewer from "../messages/pt/viewer.json" with { type: "json" };

/** Portuguese: every area of the words of bundle and letter. */
export const pt = { hidden, law, letter, package: pack, pages, threads, viewer };
