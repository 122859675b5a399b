import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Detectors } from "#lib/redaction/detect/detect.ts";
import * as words from "#lib/redaction/detect/vocabulary.ts";
import { generated } from "#lib/redaction/fixture/generate.ts";
import { corpusLexicon, labelled, scoreOf, total } from "#lib/redaction/fixture/labelled.ts";
import { kept } from "#lib/redaction/fixture/threads.ts";
import { compare, type Side } from "../harness/pairs.ts";
import type { Bench } from "../run.ts";

const anyOf = (phrases: readonly string[]) => `(${phrases.join("|")})`;
const name = "[A-Z][^ ,.:]+( [A-Z][^ ,.:]+)*";

/** The twelve rules as grep can say them: without check digits, without what is the person's own, without context. */
const patterns = [
  "[A-Za-z0-9.!#$%&*+=?^_{|}~-]+@[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)+",
  `((\\+|00)[1-9]|\\(?0)[0-9]?([ .()/-]{0,2}[0-9]){6,14}|${anyOf(words.phoneWords)}[^0-9]{0,24}[0-9]([ .()/-]{0,2}[0-9]){5,14}`,
  anyOf([...corpusLexicon().names.values()].flat().map((one) => one.join(" "))),
  `${anyOf([...words.titles, ...words.beforeNames, ...words.beforeArabicNames])}[.,]? ${name}`,
  `^${anyOf(words.headers)} ?: *${name}`,
  "[A-Z]{2}[0-9]{2}( ?[A-Z0-9]{4}){2,7}( ?[A-Z0-9]{1,4})?",
  "([0-9][ -]?){12,18}[0-9]",
  "[A-Z]{6}[0-9]{2}[A-EHLMPRST][0-9]{2}[A-Z][0-9]{3}[A-Z]|([0-9]{8}|[XYZ][0-9]{7})[ -]?[A-Z]|[12][0-9]{14}|[A-Z]{2} ?[0-9]{2} ?[0-9]{2} ?[0-9]{2} ?[A-D]|[0-9]{3}-[0-9]{2}-[0-9]{4}|[0-9]{3}\\.[0-9]{3}\\.[0-9]{3}-[0-9]{2}|[0-9]{6}[-+A][0-9]{3}[0-9A-Z]",
  `${anyOf(words.passwordWords)}( *[:=] *| +${anyOf(words.isWords)} +)[^ ]{4,}`,
  "(AKIA|ASIA)[A-Z0-9]{16}|gh[pousr]_[A-Za-z0-9]{36}|glpat-[A-Za-z0-9_-]{20}|[srp]k_(live|test)_[A-Za-z0-9]{16}|AIza[A-Za-z0-9_-]{35}",
  "eyJ[A-Za-z0-9_-]{8,}\\.[A-Za-z0-9_-]{8,}|Bearer +[A-Za-z0-9._~+/-]{20}",
  "-----BEGIN ([A-Z0-9]+ )*PRIVATE KEY",
  anyOf(words.privilegePhrases),
];

export const bench: Bench = {
  title: "looking for third parties in support threads, twelve rules, against grep -E with the same patterns",
  async run(full) {
    const folder = mkdtempSync(join(tmpdir(), "habeas-b16-"));
    const corpus = join(folder, "threads.txt");
    const list = join(folder, "patterns.txt");
    try {
      // Messages end where a line has a form feed: one look is one message, as it is one field of a record.
      const messages = generated(full ? 200_000 : 20_000, 16_016, 10);
      writeFileSync(corpus, messages.map(({ text }) => text).join("\n\f\n"));
      writeFileSync(list, `${patterns.join("\n")}\n`);
      const bytes = readFileSync(corpus).byteLength;
      const detectors = new Detectors(corpusLexicon());
      const measured = total(
        messages.slice(0, 5_000).map((one) => scoreOf(one, detectors.find(one.text, "IE"))),
      );
      const byHand = total(kept.map(labelled).map((one) => scoreOf(one, detectors.find(one.text, "IE"))));
      const made = `${bytes} bytes looked through`;
      const ours: Side = async () => {
        const began = performance.now();
        let found = 0;
        for (const text of readFileSync(corpus, "utf8").split("\n\f\n"))
          found += detectors.find(text, "IE").length;
        const ms = performance.now() - began;
        const note = {
          "MB/s": bytes / 1000 / ms,
          found,
          precision: measured.precision,
          recall: measured.recall,
          "precision by hand": byHand.precision,
          "recall by hand": byHand.recall,
        };
        return { ms, made, note };
      };
      const grep =
        (flag: "-c" | "-o"): Side =>
        async () => {
          const env = { ...process.env, LC_ALL: "C" };
          const began = performance.now();
          const { status, stdout } = spawnSync("grep", ["-a", "-E", flag, "-f", list, corpus], {
            env,
            maxBuffer: 1 << 30,
          });
          const ms = performance.now() - began;
          if (status !== 0 || stdout.byteLength === 0) throw new Error("grep found nothing");
          return { ms, made, note: { [`grep ${flag} MB/s`]: bytes / 1000 / ms } };
        };
      return {
        // grep -c stops at the first match of a line; -o finds them all, as the rules do.
        "rules / grep -E -c": await compare(ours, grep("-c")),
        "rules / grep -E -o": await compare(ours, grep("-o")),
      };
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};
