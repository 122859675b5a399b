import hidden from "../messages/fr/hidden.json" with { type: "json" };
import law from "../messages/fr/law.json" with { type: "json" };
import letter from "../messages/fr/letter.json" with { type: "json" };
import pack from "../messages/fr/package.json" with { type: "json" };
import pages from "../messages/fr/pages.json" with { type: "json" };
import threads from "../messages/fr/threads.json" with { type: "json" };
import viewer from "../messages/fr/viewer.json" with { type: "json" };

/** French: every area of the words of bundle and letter. */
export const fr = { hidden, law, letter, package: pack, pages, threads, viewer };
