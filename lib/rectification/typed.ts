import { type Fact, facts } from "#connectors/language/field.ts";
import type { NewCorrection } from "./content.ts";
import { isAddress, relatedTo } from "./shape/matching.ts";
import type { CorrectionTaskAnswer, FactView, Parts } from "./views.ts";

/** One thing that can be corrected: a fact, or all that makes one name or one address. */
export type Thing = { fact: Fact; what: "name" | "address" | "fact"; facts: FactView[] };

/** Facts in the order in which they come, with what belongs to one name or one address put together (pure). */
export function thingsOf(all: readonly FactView[]): Thing[] {
  const things: Thing[] = [];
  const taken = new Set<Fact>();
  for (const { fact } of all) {
    if (taken.has(fact)) continue;
    const related = relatedTo(fact);
    const together = all.filter((one) => related.includes(one.fact));
    for (const one of together) taken.add(one.fact);
    const what = related.length === 1 ? "fact" : isAddress(fact) ? "address" : "name";
    things.push({ fact, what, facts: together });
  }
  return things;
}

/** Why a thing is nowhere changed on request; null where it can be somewhere. */
export function neverWhy({ facts: those }: Pick<Thing, "facts">): string | null {
  const places = those.flatMap(({ values, kept }) => [...values.flatMap((value) => value.places), ...kept]);
  if (places.length === 0 || places.some(({ may }) => may !== "never")) return null;
  return places.find(({ why }) => why !== null)?.why ?? "";
}

/** What a form says: `wrong.<fact>.<n>` may stand several times, `wanted.<fact>` once, `right` is a system's id or empty. */
export function correctionTyped(fact: string, fields: Iterable<[string, string]>): NewCorrection {
  const wrong: [Fact, string][] = [];
  const wanted: Parts = {};
  let rightSystem = "";
  let explanation = "";
  for (const [name, value] of fields) {
    const text = value.trim();
    const [, kind, of] = /^(wrong|wanted)\.([a-z_.]+?)(?:\.\d+)?$/.exec(name) ?? [];
    const about = facts.find((one) => one === of);
    if (about && text !== "" && kind === "wrong") wrong.push([about, text]);
    if (about && text !== "" && kind === "wanted") wanted[about] = text;
    if (name === "right") rightSystem = text;
    if (name === "explanation") explanation = text;
  }
  const known = facts.find((one) => one === fact);
  return {
    ...(known ? { fact: known } : {}),
    wrong: versionsOf(wrong),
    explanation,
    // A value that was typed is what is wanted, whatever stands in the list of systems.
    ...(Object.keys(wanted).length > 0 || rightSystem === "" ? { wanted } : { rightSystem }),
  };
}

/** One value of each fact is one version, as of one address; several of one fact are versions of their own. */
function versionsOf(wrong: readonly [Fact, string][]): Parts[] {
  const several = new Set(wrong.map(([fact]) => fact)).size < wrong.length;
  if (several) return wrong.map(([fact, text]) => ({ [fact]: text }));
  return wrong.length === 0 ? [] : [Object.fromEntries(wrong)];
}

/** What people say they did about each value: `item.<n>`, `answer.<n>` and `note.<n>` of a form, from 0 on. */
export function handAnswers(textOf: (name: string) => string): CorrectionTaskAnswer {
  const items: CorrectionTaskAnswer["items"] = [];
  for (let no = 0; textOf(`item.${no}`) !== ""; no++) {
    const answer = textOf(`answer.${no}`);
    if (answer !== "done" && answer !== "cannot") continue;
    items.push({ id: textOf(`item.${no}`), answer, note: textOf(`note.${no}`) });
  }
  return { items };
}
