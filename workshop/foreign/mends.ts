import type { Product } from "./product.ts";

/** Lines put in after the first line that holds a text, or in its place. */
export type Mend = { at: string; instead?: true; lines: readonly string[] };

/**
 * What a person who knows the product changes in its draft, so that everybody gets exactly what is theirs. Roundcube's
 * draft is right as it is.
 */
export const mends: Partial<Record<Product["id"], readonly Mend[]>> = {
  roundcube: [],
  medusa: [
    {
      // Whose the new address or the taken-over order is.
      at: "- { to: order_change, on: { order_change_id: id }, as: authored",
      lines: [
        "          - { to: customer, on: { reference_id: id }, when: { reference: customer }, as: about }",
      ],
    },
    {
      at: "- { table: customer_group, why:",
      instead: true,
      lines: [],
    },
    {
      at: "      - name: customer_group_customer",
      instead: true,
      lines: [
        "      - name: customer_group",
        "        label: What these groups are",
        "        category: inferences",
        "        purpose: To sell you things and bring them to you",
        "        legal_basis: contract",
        "        source: Our staff",
        "        retention: As long as we use it",
        "        key: [ id ]",
        "        belongs: [{ to: customer_group_customer, on: { id: customer_group_id }, as: shared }]",
        "        fields: { id: { label: Number }, name: { label: Name }, metadata: { label: Further details } }",
        "      - name: customer_group_customer",
      ],
    },
  ],
};

/** A draft with its mends, and how many lines were changed: taken away or put in. */
export function mended(draft: string, changes: readonly Mend[]): { text: string; lines: number } {
  const lines = draft.split("\n");
  let changed = 0;
  for (const { at, instead, lines: added } of changes) {
    const place = lines.findIndex((line) => line.includes(at));
    if (place < 0) throw new Error(`the draft has no line with: ${at}`);
    const kept = instead === true && added.at(-1) !== lines[place] ? 1 : 0;
    lines.splice(instead ? place : place + 1, instead ? 1 : 0, ...added);
    changed += kept + added.length;
  }
  return { text: lines.join("\n"), lines: changed };
}
