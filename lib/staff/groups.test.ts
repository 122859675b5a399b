import { describe, expect, it } from "vitest";
import { parseGroups, partOf } from "./groups.ts";

const groups = parseGroups(`
groups:
  - { group: leads, role: officer }
  - { group: dublin, role: analyst, places: [IE] }
  - { group: california, role: analyst, places: [US-CA], brands: [cycles] }
  - { group: everywhere, role: analyst }
  - { group: cards, role: owner, systems: [loyalty] }
  - { group: books, role: owner, systems: [ledger, loyalty] }
`);
const all = { brands: null, places: null, systems: [] };

describe("what the company's sign-in gives somebody", () => {
  it.each<[string, Record<string, unknown>, unknown]>([
    ["a group that is known", { groups: ["leads"] }, { role: "officer", scope: all }],
    [
      "groups in any order: the file's order decides",
      { groups: ["dublin", "leads"] },
      { role: "officer", scope: all },
    ],
    [
      "two groups of one role add up, and one without a limit has none",
      { groups: ["dublin", "california"] },
      { role: "analyst", scope: { brands: null, places: ["IE", "US-CA"], systems: [] } },
    ],
    [
      "a wide group beside a narrow one",
      { groups: ["dublin", "everywhere"] },
      { role: "analyst", scope: all },
    ],
    [
      "owners of systems",
      { groups: ["books", "cards"] },
      { role: "owner", scope: { brands: null, places: null, systems: ["ledger", "loyalty"] } },
    ],
    [
      "a group that narrows a claim of role",
      { groups: ["dublin"], habeas_role: "officer" },
      {
        role: "analyst",
        scope: { ...all, places: ["IE"] },
      },
    ],
    ["the claim of role alone", { habeas_role: "approver" }, { role: "approver", scope: all }],
    ["a claim of owner without systems", { habeas_role: "owner" }, null],
    ["no group that is known", { groups: ["sales"] }, null],
    ["no claim at all", {}, null],
    ["a role that is none", { habeas_role: "root" }, null],
    ["groups that are no list", { groups: "leads" }, null],
    ["groups that are no words", { groups: [{ toString: "leads" }, 1, null] }, null],
    ["a name that differs by a capital", { groups: ["Leads"] }, null],
  ])("%s", (_what, claims, part) => {
    expect(partOf(claims, groups)).toEqual(part);
  });

  it("without a file groups give nothing", () => {
    expect(partOf({ groups: ["leads"] }, null)).toBeNull();
    expect(partOf({ habeas_role: "auditor" }, null)).toEqual({ role: "auditor", scope: all });
  });

  it("another claim can hold the groups", () => {
    const other = parseGroups("claim: roles\ngroups: [{ group: leads, role: officer }]");
    expect(partOf({ groups: ["leads"] }, other)).toBeNull();
    expect(partOf({ roles: ["leads"] }, other)?.role).toBe("officer");
  });
});

it.each([
  ["an unknown role", "groups: [{ group: a, role: root }]", "role"],
  ["a word too much", "groups: [{ group: a, role: officer, brand: x }]", "groups.0"],
  ["an empty list of places", "groups: [{ group: a, role: officer, places: [] }]", "places"],
  ["a place that is none", "groups: [{ group: a, role: officer, places: [Germany] }]", "country"],
  ["an owner of nothing", "groups: [{ group: a, role: owner }]", "systems"],
  ["systems of an analyst", "groups: [{ group: a, role: analyst, systems: [shop] }]", "systems"],
  ["a group that stands twice", "groups: [{ group: a, role: officer }, { group: a, role: auditor }]", "once"],
  ["nothing", "", ""],
])("a file with %s is refused, and says where", (_what, text, place) => {
  expect(() => parseGroups(text)).toThrow(place);
});
