import { hiddenLines, neverShown } from "../package/files-of.ts";
import { listInWords, type Words } from "../words/words.ts";
import { heldCollections, type WrittenSystem } from "../written.ts";

/** What a rule hides, in words; a rule that nobody has put into words is named by its code. */
export function ruleInWords(rule: string, words: Words): string {
  const known: Record<string, string> = words.messages.hidden.rules;
  return (Object.hasOwn(known, rule) ? known[rule] : undefined) ?? rule;
}

/** What was hidden, by kind, field and reason, with how often; never what it was. */
export function hiddenInWords(systems: readonly WrittenSystem[], words: Words): string[] {
  return systems.flatMap((system) =>
    system.collections.flatMap((held) => {
      const { collection } = held.source;
      return hiddenLines([{ ...system, collections: [held] }]).map(({ field, rule, count }) =>
        words.say("pages.missing.hidden", {
          kind: collection.label,
          system: system.source.system.title,
          field: collection.fields[field]?.label ?? field,
          n: count,
          reason: ruleInWords(rule, words),
        }),
      );
    }),
  );
}

/** Fields of kinds in this copy that nobody is shown. */
export function neverInWords(systems: readonly WrittenSystem[], words: Words): string[] {
  return systems.flatMap((system) =>
    heldCollections(system).flatMap((held) => {
      const fields = neverShown(held).map(({ label }) => label);
      if (fields.length === 0) return [];
      const kind = held.source.collection.label;
      const said = { kind, system: system.source.system.title, fields: listInWords(fields, words) };
      return [words.say("pages.missing.never", said)];
    }),
  );
}
