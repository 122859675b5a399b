import type { Collection } from "#connectors/collection.ts";
import type { Condition } from "#connectors/language/condition.ts";
import type { ErasureRule } from "#connectors/language/erasure.ts";
import type { Identify } from "#connectors/language/identify.ts";
import { outlineOf } from "#connectors/language/outline.ts";
import { isRoot } from "../reading/edges.ts";
import type { System } from "../schema.ts";

const parts: Record<Collection["belongs"][number]["as"], string> = {
  owned: "theirs",
  shared: "theirs and others', whose side is hidden",
  about: "about them",
  authored: "written by them",
};

/** How a person is found in a system and what belongs to them there, as lines for people to read. */
export function walkInWords(system: System, kinds?: readonly string[]): string[] {
  const chosen = (one: Identify) => kinds === undefined || kinds.includes(one.kind);
  return byDistance(system.collections).flatMap((one) => {
    const found = one.match.filter(chosen);
    const first = isRoot(one)
      ? `${one.name}: people have the key ${one.subject_key.join(", ")}`
      : `${one.name}: belongs to people by way of ${[...new Set(one.belongs.map((edge) => edge.to))].join(", ")}`;
    return [
      first,
      ...found.map((each) => `  found by ${spoken(each)}`),
      ...(isRoot(one) && found.length === 0 && one.match.length > 0 ? ["  not found by these kinds"] : []),
      ...one.yields.map((each) => `  makes known ${spoken(each)}`),
      ...one.belongs.map((edge) => {
        const ties = edge.on
          .map(({ own, theirs }) => `${own.text} = ${edge.to}.${theirs.text}`)
          .join(" and ");
        const when = edge.when.length > 0 ? ` when ${conditionsOf(edge.when)}` : "";
        return `  ${parts[edge.as]}${edge.role ? `, as ${edge.role}` : ""}: ${ties}${when}`;
      }),
      ...(one.where.length > 0 ? [`  only rows where ${conditionsOf(one.where)}`] : []),
      ...(one.ends ? [`  end ${one.ends.after} after ${one.ends.from}`] : []),
      ...hiddenIn(one),
    ];
  });
}

/** What the erasure of a person does, in the order in which it is done, and what of it cannot be done as the map says. */
export function erasureInWords(system: System): { steps: string[]; contradictions: string[] } {
  const { steps, contradictions } = outlineOf(system.collections);
  return {
    steps: steps.map(({ collection, by, rule, assumed, bySystem }) => {
      const way = by === null ? "" : ` by ${by.to}${by.role ? `, as ${by.role}` : ""}`;
      const self = bySystem === null ? "" : `; the system does ${bySystem.replace("_", " ")} by itself`;
      return `${collection}${way}: ${actOf(rule)}${assumed ? " (the map does not say so)" : ""}${self}`;
    }),
    contradictions: contradictions.map((one) => one.sentence),
  };
}

function actOf(rule: ErasureRule): string {
  switch (rule.act) {
    case "delete":
      return "deleted";
    case "delete_with_last_owner":
      return "deleted with its last owner, until then only this person's part is unlinked";
    case "anonymise":
      return `kept, and made anonymous: ${Object.keys(rule.fields).join(", ")}`;
    case "unlink":
      return `kept, and unlinked${rule.fields ? `: ${rule.fields.join(", ")}` : ""}`;
    case "decorrelate":
      return "kept, and given to an invented person";
    case "keep":
      return `kept: ${rule.ground}${rule.anonymise ? `, without ${Object.keys(rule.anonymise).join(", ")}` : ""}`;
    case "by_hand":
      return `by hand: ${rule.note}`;
  }
}

function spoken({ kind, fields, form, prefix, when }: Identify): string {
  const how = form === "exact" ? "" : ` (as ${form})`;
  const after = prefix ? ` after "${prefix}"` : "";
  const only = when.length > 0 ? ` when ${conditionsOf(when)}` : "";
  return `${kind} in ${fields.map((path) => path.text).join(" and ")}${how}${after}${only}`;
}

const conditionsOf = (all: readonly Condition[]) =>
  all
    .map(({ field, is, values }) => {
      const words = values.map((value) => (value === null ? "empty" : String(value))).join(" or ");
      return `${field.text} is ${is === "one_of" ? "" : "not "}${words}`;
    })
    .join(" and ");

function hiddenIn(one: Collection): string[] {
  const fields = Object.entries(one.fields);
  const never = fields.flatMap(([name, { disclose }]) => (disclose === "never" ? [name] : []));
  const some = fields.flatMap(([name, { roles }]) => (roles ? [`${name} (${roles.join(", ")})`] : []));
  return [
    ...(never.length > 0 ? [`  never shown: ${never.join(", ")}`] : []),
    ...(some.length > 0 ? [`  shown only to some: ${some.join(", ")}`] : []),
  ];
}

/** Those in which people are found, then what belongs to those, and so on; in the map's order otherwise. */
function byDistance(collections: readonly Collection[]): Collection[] {
  const far = new Map(collections.filter(isRoot).map((one) => [one.name, 0]));
  for (let step = 1; step <= collections.length; step++) {
    for (const one of collections) {
      if (far.has(one.name)) continue;
      if (one.belongs.some((edge) => far.get(edge.to) === step - 1)) far.set(one.name, step);
    }
  }
  const away = (one: Collection) => far.get(one.name) ?? collections.length;
  return [...collections].sort((one, other) => away(one) - away(other));
}
