import type { Collection } from "#connectors/collection.ts";
import type { Connector } from "#connectors/contract.ts";
import type { RowChange } from "#connectors/correct.ts";
import type { Lying } from "./erasing.ts";
import type { Person, Rig } from "./world.ts";

/** What the map of a kind calls a person's name, address and telephone number, and a note's text. */
export type FieldNames = { name: string; email: string; phone: string; text: string };

/** A field of people with a type of its own: two values as they are collected, and one that it cannot hold. */
export type Typed = { field: string; from: string; to: string; wrong: string };

type Doing = () => Promise<() => Promise<void>>;

/** `lost`: the next change is made, but its answer never arrives. */
export const correctingTroubles = ["busy", "broken", "cut", "slow", "lost"] as const;

/** A real system of people and notes, started and filled, with an account that may do what its map says. */
export type CorrectingRig = Pick<Rig, "settings" | "internalHosts" | "secrets"> & {
  /** Collections `people` and `notes`, as `correctable` makes them or of the same meaning. */
  collections: Collection[];
  names: FieldNames;
  /** Every row as it lies there, byte for byte, with whose it is, read past the connector. */
  lying(): Promise<Lying[]>;
  /** Another program changes a field of a person. */
  write(person: Person, field: string, value: string): Promise<void>;
  /** Another program gives the first note of a person to somebody else, or takes it out of the world. */
  give(person: Person, other: Person): Promise<void>;
  remove(person: Person): Promise<void>;
  /** A value of a field of people that the system itself refuses. */
  refused?: { field: string; value: string };
  typed: readonly Typed[];
  /** Takes from the account what correcting needs. */
  forbid(): Promise<void>;
  /** What can go wrong while a person's name is changed, each until what it returns is called. */
  troubles: Partial<Record<(typeof correctingTroubles)[number], Doing>>;
  stop(): Promise<void>;
};

export type CorrectingHarness = {
  connector: () => Promise<Connector>;
  start(people: readonly Person[]): Promise<CorrectingRig>;
  /** What this kind cannot have, each with the reason. */
  without: Partial<Record<(typeof correctingTroubles)[number] | "give" | "refused" | "typed", string>>;
};

/**
 * A map of people and notes in which name, address and text can be corrected, the telephone number is set by an effect,
 * and the key is said to be correctable too, which it must not be.
 */
export function correctable(
  collections: readonly Collection[],
  names: FieldNames,
  more: readonly string[] = [],
): Collection[] {
  const write = { by: "write" } as const;
  return collections.map((one): Collection => {
    const own = one.name === "people" ? [names.name, names.email, ...more, ...one.key] : [names.text];
    const fields = Object.fromEntries(
      Object.entries(one.fields).map(([name, field]) => [
        name,
        own.includes(name) ? { ...field, correct: write } : field,
      ]),
    );
    const effects: Collection["effects"] =
      one.name === "people" ? [{ of: ["restriction"], set: { [names.phone]: "+353 1 555 0999" } }] : [];
    return { ...one, fields, effects };
  });
}

/** The change of one field of a row. */
export const changing = (
  {
    collection,
    row,
    field,
    value,
  }: { collection: string; row: RowChange["row"]; field: string; value: string | null },
  to: string | null,
): RowChange => ({ collection, row, fields: [{ field, seen: value, value: to }] });

/** The rows of everybody but a person, and the person's own. */
export const others = (lying: readonly Lying[], person: Person) =>
  lying.filter((one) => one.person !== person.id).map((one) => one.bytes);
export const own = (lying: readonly Lying[], person: Person) =>
  lying.filter((one) => one.person === person.id).map((one) => one.bytes);
