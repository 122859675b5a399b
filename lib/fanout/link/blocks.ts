import type { LikenessBlock, LikenessFacts } from "#connectors/contract.ts";
import type { LikenessField } from "#connectors/language/likeness.ts";
import type { Block, BlockForm } from "#lib/identity/likeness/block.ts";
import type { PersonField } from "#lib/identity/likeness/record.ts";

type Condition = LikenessBlock[number];

/** How a connector is asked for each form of a fact. */
const ways: Record<BlockForm, { how: Condition["how"]; after?: string }> = {
  date: { how: "equal" },
  year: { how: "starts" },
  lower: { how: "folded" },
  start: { how: "starts" },
  compact: { how: "folded" },
  local_part: { how: "starts", after: "@" },
  last_digits: { how: "digits" },
};

const asked: Partial<Record<PersonField, LikenessField>> = {
  given_name: "given_name",
  family_name: "family_name",
  full_name: "full_name",
  birth_date: "birth_date",
  street: "street",
  city: "city",
  postal_code: "postal_code",
  country: "country",
  phone: "phone",
  email: "email",
};

/**
 * The blocks as a system is asked by them: one for each value, and only those whose facts the system holds (pure).
 */
export function blocksFor(
  blocks: readonly Block[],
  record: LikenessFacts,
  holds: ReadonlySet<LikenessField>,
): LikenessBlock[] {
  return blocks.flatMap((block) => {
    let found: Condition[][] = [[]];
    for (const fact of block.facts) {
      const field = asked[fact.field];
      if (field === undefined || !holds.has(field)) return [];
      const { how, after = "" } = ways[fact.form];
      // A postal code stands in systems with and without its space.
      const written = fact.form === "compact" ? record[field]?.toLowerCase() : undefined;
      const values = new Set([...fact.values.map((value) => value + after), ...(written ? [written] : [])]);
      found = found.flatMap((before) => [...values].map((value) => [...before, { field, how, value }]));
    }
    return found.filter((conditions) => conditions.length > 0);
  });
}
