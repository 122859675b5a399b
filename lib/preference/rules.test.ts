import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type EffectKind, effectKinds } from "#connectors/language/effect.ts";
import type { System } from "#lib/map/schema.ts";
import { kindsOf } from "#lib/request/effects.ts";
import { changeOf, liftedBy, type RuledRow, setBy } from "./rows.ts";
import { liftingRules, rulesOf, says } from "./rules.ts";

const someKinds = fc.subarray([...effectKinds]);
const value = fc.oneof(fc.boolean(), fc.integer(), fc.string(), fc.constant(null));
const effectOf = fc.record({
  of: fc.subarray([...effectKinds], { minLength: 1 }),
  set: fc.dictionary(fc.constantFrom("a", "b", "c"), value, { minKeys: 1 }),
});
const systemOf = fc
  .array(effectOf, { maxLength: 4 })
  .map((effects) => ({ collections: [{ name: "rows", effects }] }) as unknown as Pick<System, "collections">);
const rowOf = fc
  .record({ a: fc.option(fc.string()), b: fc.option(fc.string()), c: fc.option(fc.string()) })
  .map(
    (fields): RuledRow => ({
      collection: "rows",
      via: "1",
      row: ["1"],
      agreed: null,
      fields: Object.entries(fields).map(([field, text]) => ({ field, value: text })),
    }),
  );

/** The row once a change was made. */
function changed(row: RuledRow, change: ReturnType<typeof changeOf>): RuledRow {
  const said = new Map(change?.fields.map((one) => [one.field, one.value]));
  return {
    ...row,
    fields: row.fields.map((one) =>
      said.has(one.field) ? { ...one, value: said.get(one.field) ?? null } : one,
    ),
  };
}

describe("what a choice means to a row", () => {
  it("is done once it was done: setting it again changes nothing", () => {
    fc.assert(
      fc.property(systemOf, someKinds, rowOf, (system, kinds, row) => {
        const desire = setBy(rulesOf(system, kinds));
        const once = changed(row, changeOf(row, desire(row)));
        expect(changeOf(once, desire(once))).toBeNull();
        for (const { field, value: wanted } of desire(once)) {
          const now = once.fields.find((one) => one.field === field);
          if (now) expect(says(now.value, wanted)).toBe(true);
        }
      }),
    );
  });

  it("taken back is what it was, where nobody changed it in between", () => {
    fc.assert(
      fc.property(systemOf, someKinds, rowOf, (system, kinds, row) => {
        const rules = rulesOf(system, kinds);
        const change = changeOf(row, setBy(rules)(row));
        const before = Object.fromEntries(change?.fields.map((one) => [one.field, one.seen]) ?? []);
        const set = changed(row, change);
        const back = changed(set, changeOf(set, liftedBy(rules, () => before)(set)));
        expect(back).toEqual(row);
      }),
    );
  });

  it("taken back leaves every field that another standing choice sets", () => {
    fc.assert(
      fc.property(systemOf, someKinds, someKinds, (system, kinds, standing) => {
        const kept = rulesOf(system, standing).flatMap((one) => one.fields.map(({ field }) => field));
        const lifted = liftingRules(system, kinds, standing).flatMap((one) =>
          one.fields.map(({ field }) => field),
        );
        for (const field of lifted) expect(kept).not.toContain(field);
      }),
    );
  });
});

describe("what a request means to switch", () => {
  it("is everything of an opt-out that names nothing, and never more than its right", () => {
    const all = kindsOf("opt_out", {});
    expect(all).toHaveLength(7);
    fc.assert(
      fc.property(fc.subarray([...effectKinds, "drop table"]), (named) => {
        const kinds: EffectKind[] = kindsOf("opt_out", { stop: named.join(",") });
        for (const kind of kinds) expect(all).toContain(kind);
        expect(kinds).not.toHaveLength(0);
      }),
    );
    expect(kindsOf("objection", { objects: "marketing" })).not.toContain("restriction");
    expect(kindsOf("objection", { objects: "uses" })).toEqual(["restriction"]);
    expect(kindsOf("objection", {})).toContain("restriction");
    expect(kindsOf("access", {})).toEqual([]);
  });
});
