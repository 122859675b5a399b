import hidden from "../messages/he/hidden.json" with { type: "json" };
import law from "../messages/he/law.json" with { type: "json" };
import letter from "../messages/he/letter.json" with { type: "json" };
import pack from "../messages/he/package.json" with { type: "json" };
import pages from "../messages/he/pages.json" with { type: "json" };
import threads from "../messages/he/threads.json" with { type: "json" };
import viewer from "../messages/he/viewer.json" with { type: "json" };

/** Hebrew: every area of the words of bundle and letter. */
export const he = { hidden, law, letter, package: pack, pages, threads, viewer };
