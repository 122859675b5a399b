import { expect, test } from "vitest";
import { described, fieldsOf } from "#connectors/conformance/world.ts";
import { isAbout } from "./field.ts";

const people = described({
  name: "people",
  subject_key: "id",
  match: { phone: { field: "phone", country: "IE" }, card: { field: "card", form: "digits" } },
  fields: fieldsOf("id", "phone", "card"),
});
const about = (kind: string, value: string, item: object) =>
  isAbout({ kind, value }, { id: "1", phone: null, card: null, ...item }, people);

test.each([
  ["+353 1 555 0111", true],
  ["(01) 555-0111", true],
  ["00353 1 5550111", true],
  ["+353 1 555 0111 ext. 12", false],
  ["+353 1 555 011112", false],
  ["+44 1 555 0111", false],
  ["", false],
])("a telephone number that is written %s is +35315550111: %s", (phone, expected) => {
  expect(about("phone", "+35315550111", { phone })).toBe(expected);
});

test("the number of a desk is not that of its house", () => {
  expect(about("phone", "+35315550111;ext=12", { phone: "+353 1 555 0111" })).toBe(false);
  expect(about("phone", "+35315550111;ext=12", { phone: "+35315550111;ext=12" })).toBe(true);
  // Written as digits alone it would be another country's.
  expect(about("phone", "+12025550123", { phone: "1202 5550123" })).toBe(false);
});

test("only the digits of a card count", () => {
  expect(about("card", "1234-5678", { card: "12 34 56 78" })).toBe(true);
  expect(about("card", "1234-5678", { card: "1234" })).toBe(false);
});
