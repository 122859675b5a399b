import hidden from "../messages/it/hidden.json" with { type: "json" };
import law from "../messages/it/law.json" with { type: "json" };
import letter from "../messages/it/letter.json" with { type: "json" };
import pack from "../messages/it/package.json" with { type: "json" };
import pages from "../messages/it/pages.json" with { type: "json" };
import threads from "../messages/it/threads.json" with { type: "json" };
import viewer from "../messages/it/viewer.json" with { type: "json" };

/** Italian: every area of the words of bundle and letter. */
export const it = { hidden, law, letter, package: pack, pages, threads, viewer };
