import { effectKinds } from "#connectors/language/effect.ts";
import { type Fact, facts } from "#connectors/language/field.ts";
import type { System } from "../schema.ts";

/** Where a fact stands, and how a correction of it reaches that place. */
export type FactPlace = {
  fact: Fact;
  place: string;
  by: "write" | "ask" | "never" | "nobody";
  words: string;
};

/** Every place of a system at which a fact stands, in the map's order. */
export function factPlaces({ id, collections }: Pick<System, "id" | "collections">): FactPlace[] {
  return collections.flatMap((one) =>
    Object.entries(one.fields).flatMap(([name, { fact, correct }]): FactPlace[] => {
      if (fact === undefined) return [];
      const place = `${id}.${one.name}.${name}`;
      if (correct === undefined) return [{ fact, place, by: "nobody", words: "the map does not say" }];
      const { by, why, normalise, derived = [] } = correct;
      const how = { write: "written", ask: "asked of its owner", never: "never" }[by];
      const more = [
        ...(normalise === undefined ? [] : [`as ${normalise.replaceAll("_", " ")}`]),
        ...(derived.length === 0 ? [] : [`repeated in ${derived.join(", ")}`]),
      ];
      const words = [how, ...more].join(", ");
      return [{ fact, place, by, words: why === undefined ? words : `${words}: ${why}` }];
    }),
  );
}

/** Fact by fact, as lines for people to read: where it stands, and how a correction reaches it. */
export function correctionsInWords(systems: readonly Pick<System, "id" | "collections">[]): string[] {
  const places = systems.flatMap(factPlaces);
  return facts.flatMap((fact) => {
    const own = places.filter((one) => one.fact === fact);
    return own.length === 0 ? [] : [fact, ...own.map(({ place, words }) => `  ${place}: ${words}`)];
  });
}

/** Choice by choice: in which systems it can be marked, and in which it cannot. */
export function choicesInWords(systems: readonly Pick<System, "id" | "collections">[]): string[] {
  return effectKinds.map((kind) => {
    const held = systems.flatMap(({ id, collections }) =>
      collections.flatMap(({ name, effects }) =>
        effects
          .filter((one) => one.of.includes(kind))
          .map(({ set }) => ({ id, text: `${id}.${name} (${Object.keys(set).join(", ")})` })),
      ),
    );
    const without = systems.filter(({ id }) => !held.some((one) => one.id === id)).map(({ id }) => id);
    if (held.length === 0) return `${kind}: marked nowhere`;
    const where = held.map((one) => one.text).join(", ");
    return `${kind}: marked in ${where}${without.length > 0 ? `; not in ${without.join(", ")}` : ""}`;
  });
}
