import { describe, expect, test } from "vitest";
import { parseExact } from "#connectors/json.ts";
import { listAt, listPlace, place, valueAt } from "./place.ts";

const document = parseExact(
  '{"a": {"b c": [{"n": 1}, {"n": 12345678901234567890}]}, "none": null, "__proto__": {"x": 1}, "~/": 2}',
);

describe("a place in a document", () => {
  test.each<[string, string]>([
    ["", JSON.stringify(document)],
    ["/a/b c/0/n", "1"],
    ["/~0~1", "2"],
    ["$.a['b c'][1].n", "12345678901234567890"],
    ["$.a['b c'][-1].n", "12345678901234567890"],
    ["$.a['b c'][*].n", "[1,12345678901234567890]"],
    ["$.a['b c'][?@.n == 1]", '[{"n":1}]'],
    ["$['__proto__'].x", "1"],
  ])("%s", (text, found) => {
    expect(place.safeParse(text).success).toBe(true);
    expect(JSON.stringify(valueAt(document, text))).toBe(found);
  });

  test.each(["/constructor", "/a/b c/length", "$.constructor", "$.a.toString", "$.a['b c'].length", "$.x.y"])(
    "%s is nowhere",
    (text) => {
      expect(valueAt(document, text)).toBeUndefined();
      expect(listAt(document, text)).toBeUndefined();
    },
  );

  test("a list that is gone is not an empty one, and null is", () => {
    expect(listAt(document, "$.gone[*]")).toBeUndefined();
    expect(listAt(document, "$.a['b c'][?@.n == 7]")).toEqual([]);
    expect(listAt(document, "$.none[*]")).toEqual([]);
    expect(listAt(document, "/none")).toEqual([]);
    expect(listAt(document, "/a")).toHaveLength(1);
  });

  test.each(["a", "$.", "$.a[", "$x", "@.a", `$.${"a".repeat(600)}`])("%s is no place", (text) => {
    expect(place.safeParse(text).success).toBe(false);
  });

  test("everywhere is no place of a list", () => {
    expect(listPlace.safeParse("$..items").success).toBe(false);
  });
});
