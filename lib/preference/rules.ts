import type { EffectKind } from "#connectors/language/effect.ts";
import type { System } from "#lib/map/schema.ts";

export type Scalar = string | number | boolean | null;

/** What one field says while a choice stands, and when it is taken back; `lifted` undefined: what it said before. */
export type FieldRule = { field: string; set: Scalar; lifted: Scalar | undefined };

/** What choices mean to the rows of one collection. `agreedAt`: the field that says when the person agreed there. */
export type CollectionRule = {
  collection: string;
  fields: FieldRule[];
  agreedAt: string | null;
  /** The kinds that the person agreed to then. */
  agreedKinds: EffectKind[];
};

/** Fields that `kinds` set in a system, by collection (pure). */
export function rulesOf(system: Pick<System, "collections">, kinds: readonly EffectKind[]): CollectionRule[] {
  return system.collections.flatMap((collection) => {
    const effects = collection.effects.filter((one) => one.of.some((kind) => kinds.includes(kind)));
    if (effects.length === 0) return [];
    const fields = new Map<string, FieldRule>();
    for (const { set, lifted } of effects) {
      for (const [field, value] of Object.entries(set)) {
        fields.set(field, { field, set: value, lifted: lifted?.[field] });
      }
    }
    const agreeing = effects.filter((one) => one.agreed_at !== undefined);
    const agreedAt = agreeing[0]?.agreed_at ?? null;
    const agreedKinds = agreeing
      .filter((one) => one.agreed_at === agreedAt)
      .flatMap(({ of }) => of.filter((kind) => kinds.includes(kind)));
    return [{ collection: collection.name, fields: [...fields.values()], agreedAt, agreedKinds }];
  });
}

/** The rules by which `kinds` are taken back while `standing` ones stay: a field that both set stays set. */
export function liftingRules(
  system: Pick<System, "collections">,
  kinds: readonly EffectKind[],
  standing: readonly EffectKind[],
): CollectionRule[] {
  const kept = new Set(
    rulesOf(system, standing).flatMap((one) => one.fields.map(({ field }) => `${one.collection}/${field}`)),
  );
  return rulesOf(system, kinds)
    .map((one) => ({
      ...one,
      fields: one.fields.filter(({ field }) => !kept.has(`${one.collection}/${field}`)),
    }))
    .filter((one) => one.fields.length > 0);
}

/** A value as systems answer it: text. */
export const textOf = (value: Scalar): string | null => (value === null ? null : String(value));

/** True where a system's text says this value: systems write yes and no in ways of their own. */
export function says(text: string | null | undefined, value: Scalar): boolean {
  if (text === undefined) return false;
  if (text === textOf(value)) return true;
  if (typeof value === "number") return text !== null && text.trim() !== "" && Number(text) === value;
  if (typeof value !== "boolean" || text === null) return false;
  return (value ? ["t", "true", "1", "yes"] : ["f", "false", "0", "no"]).includes(text.toLowerCase());
}

/** Choices that concern the very channel that an identifier is: what is done by one that several people share. */
export function channelKinds(identifierKind: string): EffectKind[] {
  if (identifierKind === "email") return ["marketing_email"];
  if (identifierKind === "phone") return ["marketing_phone", "marketing_text"];
  if (identifierKind === "cookie" || identifierKind === "device") return ["sale", "sharing", "profiling"];
  return [];
}
