import type { Collection } from "#connectors/collection.ts";
import type { Fact, Field } from "#connectors/language/field.ts";
import type { System } from "../schema.ts";
import { isRoot } from "./edges.ts";
import { noSuch } from "./issues.ts";
import { doubt, type Finding, mistake, type Path } from "./mistake.ts";

type Normalise = NonNullable<NonNullable<Field["correct"]>["normalise"]>;

/** Ways of writing that are for some facts only. */
const meantFor: Partial<Record<Normalise, readonly Fact[]>> = {
  email: ["contact.email"],
  phone: ["contact.phone"],
  phone_national: ["contact.phone"],
  digits: ["contact.phone", "contact.postal_code", "account.number", "household.number", "order.number"],
  family_comma_given: ["person.full_name"],
  country_code: ["contact.country"],
  country_name: ["contact.country"],
  day_month_year: ["person.birth_date", "account.opened", "account.closed", "order.placed"],
  month_day_year: ["person.birth_date", "account.opened", "account.closed", "order.placed"],
};

/** What is wrong with what a system's map says about corrections and choices. */
export function correctionFindings(collections: readonly Collection[], from: Path): Finding[] {
  const alone = ownedCollections(collections);
  return collections.flatMap((one, at): Finding[] => {
    const here = [...from, at];
    const theirs = alone.has(one.name);
    return [
      ...Object.entries(one.fields).flatMap(([name, field]) =>
        fieldFindings(field, theirs, [...here, "fields", name, "correct"]),
      ),
      ...one.effects.flatMap((effect, no): Finding[] => {
        const place = [...here, "effects", no];
        if (!theirs) {
          const words = "the rows here are nobody's alone, so one person's choice cannot be marked on them";
          return [mistake(place, words)];
        }
        return Object.keys(effect.lifted ?? {})
          .filter((name) => !Object.hasOwn(effect.set, name))
          .map((name) =>
            doubt([...place, "lifted", name], `set does not name ${name}, which lifted sets back`),
          );
      }),
    ];
  });
}

function fieldFindings({ correct, fact, disclose }: Field, theirs: boolean, path: Path): Finding[] {
  if (correct === undefined) return [];
  const found: Finding[] = [];
  if (disclose === "never" && correct.by === "write")
    found.push(mistake(path, "what is never shown is never read, so nobody can see what would be corrected"));
  if (!theirs && correct.by === "write")
    found.push(doubt(path, "the rows here are nobody's alone, so a person must make each correction"));
  const { normalise } = correct;
  const meant = normalise === undefined ? undefined : meantFor[normalise];
  if (normalise === undefined || meant === undefined || (fact !== undefined && meant.includes(fact)))
    return found;
  const facts = meant.join(", ");
  const words =
    fact === undefined
      ? `${normalise} is a way to write ${facts}: say which fact the field is`
      : `${normalise} is no way to write ${fact}; it is for ${facts}`;
  return [...found, mistake([...path, "normalise"], words)];
}

/** Collections of which some rows are one person's own, all the way from a root. */
function ownedCollections(collections: readonly Collection[]): Set<string> {
  const owned = new Set(collections.filter(isRoot).map((one) => one.name));
  for (let before = -1; before < owned.size; ) {
    before = owned.size;
    for (const { name, belongs } of collections)
      if (belongs.some((edge) => edge.as === "owned" && owned.has(edge.to))) owned.add(name);
  }
  return owned;
}

type Told = { system: System; path: Path };

/** What is wrong with corrections across systems: copies that are not there, facts that are corrected in one place only. */
export function copiesFindings(systems: readonly Told[], elsewhere: readonly System[]): Finding[] {
  const all = [...systems.map((one) => one.system), ...elsewhere];
  const fields = all.flatMap((system) =>
    system.collections.flatMap((collection) =>
      Object.entries(collection.fields).map(([name, field]) => ({
        whole: `${system.id}.${collection.name}.${name}`,
        system: system.id,
        field,
      })),
    ),
  );
  const derived = new Set(fields.flatMap((one) => one.field.correct?.derived ?? []));
  const correctable = (fact: Fact, besides: string) =>
    fields.find(
      ({ system, field }) =>
        system !== besides &&
        field.fact === fact &&
        field.correct !== undefined &&
        field.correct.by !== "never",
    );
  return systems.flatMap(({ system, path }) =>
    system.collections.flatMap((collection, at) =>
      Object.entries(collection.fields).flatMap(([name, { fact, correct }]): Finding[] => {
        const here = [...path, "collections", at, "fields", name];
        if (correct !== undefined)
          return (correct.derived ?? []).flatMap((whole, no) =>
            copyFinding(whole, `${system.id}.${collection.name}.${name}`, fields, all, [
              ...here,
              "correct",
              "derived",
              no,
            ]),
          );
        const other = fact === undefined ? undefined : correctable(fact, system.id);
        if (other === undefined || derived.has(`${system.id}.${collection.name}.${name}`)) return [];
        const words = `${fact} can be corrected in ${other.system}, but nothing says how here: write correct with by: write, ask or never`;
        return [doubt(here, words)];
      }),
    ),
  );
}

function copyFinding(
  whole: string,
  own: string,
  fields: readonly { whole: string }[],
  systems: readonly System[],
  path: Path,
): Finding[] {
  if (whole === own) return [mistake(path, "this is the field itself; name its copies")];
  if (fields.some((one) => one.whole === whole)) return [];
  const [id = ""] = whole.split(".");
  const known = systems.some((one) => one.id === id);
  const names = known
    ? fields.map((one) => one.whole).filter((one) => one.startsWith(`${id}.`))
    : systems.map((one) => one.id);
  const finding = noSuch(path, known ? "field" : "system", known ? whole : id, names);
  // A system may be registered on the desk.
  return [known ? finding : doubt(path, finding.message)];
}
