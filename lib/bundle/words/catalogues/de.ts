import hidden from "../messages/de/hidden.json" with { type: "json" };
import law from "../messages/de/law.json" with { type: "json" };
import letter from "../messages/de/letter.json" with { type: "json" };
import pack from "../messages/de/package.json" with { type: "json" };
import pages from "../messages/de/pages.json" with { type: "json" };
import threads from "../messages/de/threads.json" with { type: "json" };
import viewer from "../messages/de/viewer.json" with { type: "json" };

/** German: every area of the words of bundle and letter. */
export const de = { hidden, law, letter, package: pack, pages, threads, viewer };
