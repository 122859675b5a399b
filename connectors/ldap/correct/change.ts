import { Attribute, Change, type Entry } from "ldapts";
import type { Collection } from "#connectors/collection.ts";
import type { RowChange, RowChanged } from "#connectors/correct.ts";
import { type Due, weighed } from "#connectors/correctable.ts";
import { valuesOf } from "../entry.ts";
import { isCode, refusal, schemaRules } from "../erase/act.ts";
import { attributeNamed, entryAt } from "../erase/find.ts";
import type { Asking } from "../walk.ts";
import { absent, knowsAssertions } from "./assertion.ts";
import { type Turn, turnOf } from "./values.ts";

const tries = 3;
/** noSuchAttribute and assertionFailed: it does not say any more what was seen. */
const meanwhile = [16, 122];
/** namingViolation and notAllowedOnRDN: the entry's own name says it too. */
const named = [64, 67];
const refused = (why: string): RowChanged => ({ outcome: "refused", why });

/**
 * Takes the old values out and puts the new ones in, in one operation: a directory does it only while the old ones are
 * there.
 */
export async function changed(
  asking: Asking,
  collection: Collection,
  change: RowChange,
): Promise<RowChanged> {
  if (change.fields.some(({ value }) => value?.isWellFormed() === false))
    return refused("A directory cannot hold one of the characters.");
  for (let attempt = 1; ; attempt += 1) {
    const entry = await entryAt(
      asking,
      collection,
      change.row,
      change.fields.map((one) => one.field),
    );
    if (entry === undefined) return { outcome: "gone" };
    const turns = turnsIn(asking, collection, entry, change.fields);
    const left = weighed(change, (one) => turns.get(one)?.standing ?? "unseen");
    if ("outcome" in left) return left;
    const due = left.due.flatMap((one) => turns.get(one) ?? []);
    const empty = due.filter((one) => one.out.length === 0).map((one) => one.attribute);
    const guarded = empty.length > 0 && (await knowsAssertions(asking.client));
    try {
      await asking.client.modify(entry.dn, due.flatMap(changesFor), guarded ? absent(empty) : []);
      return { outcome: "changed" };
    } catch (error) {
      if (isCode(error, 32)) return { outcome: "gone" };
      const isLate = meanwhile.some((code) => isCode(error, code));
      if (isLate && attempt < tries) continue;
      if (isLate) return { outcome: "conflict", fields: left.due.map((one) => one.field) };
      if (named.some((code) => isCode(error, code)))
        return refused("It is part of the entry's name. Entries are not renamed from here.");
      if (isCode(error, 20))
        return refused("The directory holds this value there already, written otherwise.");
      if ([...schemaRules].some((code) => isCode(error, code)))
        return refused("The directory's rules do not let this value stand there.");
      throw refusal(error, collection);
    }
  }
}

type AttributeTurn = Turn & { attribute: string };

function turnsIn(
  asking: Asking,
  collection: Collection,
  entry: Entry,
  fields: readonly Due[],
): Map<Due, AttributeTurn> {
  const { schema } = asking;
  return new Map(
    fields.map((one) => {
      const attribute = attributeNamed(one.field, collection, asking);
      const isTruth = schema.attribute(attribute)?.syntax === "1.3.6.1.4.1.1466.115.121.1.7";
      const value = isTruth ? (one.value?.toUpperCase() ?? null) : one.value;
      const turn = turnOf(
        valuesOf(entry, attribute, schema),
        { ...one, value },
        isTruth ? "boolean" : "text",
      );
      return [one, { ...turn, attribute }];
    }),
  );
}

const changesFor = ({ attribute: type, out, in: into }: AttributeTurn): Change[] => [
  ...(out.length === 0
    ? []
    : [new Change({ operation: "delete", modification: new Attribute({ type, values: out }) })]),
  ...(into.length === 0
    ? []
    : [new Change({ operation: "add", modification: new Attribute({ type, values: into }) })]),
];
