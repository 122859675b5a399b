import type { Text } from "#app/_text/text.ts";
import type { Thing } from "#lib/rectification/typed.ts";
import type { CorrectionView, Parts } from "#lib/rectification/views.ts";

/** What a fact is called. */
export const factName = (fact: string, text: Text): string => text.find(`facts.of.${fact}`) ?? fact;

/** What can be corrected in one go: a name, an address, or one fact. */
export const thingName = ({ what, fact }: Thing, text: Text): string =>
  what === "fact" ? factName(fact, text) : text.t(`correct.thing.${what}`);

/** What a correction is about. */
export const aboutName = ({ fact, fieldLabel, field }: CorrectionView, text: Text): string =>
  fact === null ? (fieldLabel ?? field ?? "") : factName(fact, text);

/** A value in its parts, as one would write it. */
export function partsText(parts: Parts): string {
  return Object.values(parts)
    .filter((one) => one !== undefined && one !== "")
    .join(", ");
}
