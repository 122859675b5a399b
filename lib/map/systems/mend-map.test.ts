import { describe, expect, test } from "vitest";
import type { WrittenCollection } from "#connectors/collection.ts";
import { type MendedCollection, type MendedField, mended } from "./mend-map.ts";

const before: WrittenCollection = {
  name: "clients",
  label: "Clients",
  category: "identifiers",
  purpose: "To know whose it is",
  legal_basis: "contract",
  source: "You",
  retention: "A year",
  key: ["id"],
  subject_key: "id",
  match: { email: ["email", { field: "profile->mail" }] },
  yields: { email: "email" },
  fields: {
    id: { label: "Number" },
    email: { label: "E-mail", fact: "contact.email" },
    mobile: { label: "Mobile", meaning: "Where we call", labels: { de: "Handy" } },
    hash: { label: "Hash", disclose: "never", category: "security" },
    profile: { label: "Profile" },
  },
};

const plain: MendedField = { keep: true, label: "x", category: "", never: false, fact: "", kind: "" };

/** The form as it comes back when nothing was changed, but for some fields. */
function form(changed: Record<string, Partial<MendedField>> = {}): MendedCollection {
  const { label, category, purpose, legal_basis: legalBasis, source, retention } = before;
  const fields = Object.entries(before.fields).map(([name, field]): [string, MendedField] => [
    name,
    {
      ...plain,
      label: field.label,
      category: field.category ?? "",
      never: field.disclose === "never",
      fact: field.fact ?? "",
      kind: name === "email" ? "email" : "",
      ...changed[name],
    },
  ]);
  return { label, category, purpose, legalBasis, source, retention, fields: new Map(fields) };
}

describe("what a form says of a collection", () => {
  test("nothing is changed where nothing was changed", () => {
    const { written, left } = mended(before, form());
    expect(written).toEqual(before);
    expect(left).toEqual([]);
  });

  test("what the form does not ask about stays", () => {
    const { written } = mended(before, form({ mobile: { label: "Mobile phone", fact: "contact.phone" } }));
    expect(written.fields.mobile).toEqual({
      label: "Mobile phone",
      meaning: "Where we call",
      labels: { de: "Handy" },
      fact: "contact.phone",
    });
    expect(written.match).toEqual(before.match);
  });

  test("people are found by a further field, and no longer by another; descriptions stay as they are", () => {
    const { written } = mended(before, form({ mobile: { kind: "phone" }, email: { kind: "" } }));
    expect(written.match).toEqual({ email: { field: "profile->mail" }, phone: "mobile" });
    expect(written.yields).toEqual({ phone: "mobile" });
  });

  test("a field that is left out is named, and nobody is found by it", () => {
    const { written, left } = mended(before, form({ email: { keep: false }, hash: { keep: false } }));
    expect(left).toEqual(["email", "hash"]);
    expect(Object.keys(written.fields)).toEqual(["id", "mobile", "profile"]);
    expect(written.yields).toBeUndefined();
  });

  test("what is never shown can be shown again, and what is no word of the map is refused", () => {
    const { written } = mended(before, form({ hash: { never: false, category: "" } }));
    expect(written.fields.hash).toEqual({ label: "Hash" });
    expect(() => mended(before, { ...form(), category: "nonsense" })).toThrow("Choose the category");
    expect(() => mended(before, form({ id: { label: " " } }))).toThrow("1 to 500 letters");
    expect(() => mended(before, form({ mobile: { kind: "Phone Number" } }))).toThrow("lower-case");
  });
});
