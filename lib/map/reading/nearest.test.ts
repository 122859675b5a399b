import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { mend, nearest } from "./nearest.ts";

const names = ["customers", "orders", "order_lines", "email_history", "id"];

describe("the name that was meant", () => {
  it.each([
    ["custmers", "customers"],
    ["Customers", "customers"],
    ["customer", "customers"],
    ["ordres", "orders"],
    ["orderLines", "order_lines"],
    ["emailhistory", "email_history"],
    ["di", "id"],
    ["payments", null],
    ["", null],
  ])("for %s is %s", (typed, meant) => {
    expect(nearest(typed, names)).toBe(meant);
  });

  it("is the name itself where it exists, and never a name that does not", () => {
    fc.assert(
      fc.property(fc.array(fc.string({ maxLength: 12 })), fc.string({ maxLength: 12 }), (all, typed) => {
        const found = nearest(typed, all);
        if (found !== null) expect(all).toContain(found);
        if (all.includes(typed) && /^[a-z0-9]+$/.test(typed)) expect(found?.toLowerCase()).toContain(typed);
      }),
    );
  });

  it("is offered, or else what there is, of much the beginning", () => {
    expect(mend("custmers", names)).toBe("; did you mean customers?");
    expect(mend("payments", ["a", "b"])).toBe("; there are: a, b");
    const many = Array.from({ length: 20 }, (_, no) => `table${no}`);
    expect(mend("payments", many)).toMatch(/and 8 more$/);
    expect(mend("payments", [])).toBe("");
  });
});
