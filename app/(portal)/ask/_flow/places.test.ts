import { describe, expect, it } from "vitest";
import { isPlace, placeName } from "#lib/law/places.ts";
import { countries, guessPlace, statesOfAmerica } from "./places.ts";

describe("places", () => {
  it("names each place once, in the language's order", () => {
    const names = countries("en").map((place) => place.name);
    expect(new Set(names).size).toBe(names.length);
    expect(names.length).toBeGreaterThan(200);
    expect(names.indexOf("Åland Islands")).toBeLessThan(names.indexOf("Germany"));
    expect(statesOfAmerica()).toContainEqual({ code: "US-CA", name: "California" });
    expect(placeName("US-CA", "en")).toBe("California");
    expect(placeName("IE", "en")).toBe("Ireland");
    expect(placeName("GB-SCT", "en")).toBe("Scotland");
    expect(["IE", "US-CA", "CA-QC", "GB-NIR"].every(isPlace)).toBe(true);
    expect(["XX", "US-XX", "US-", "GB-CA", "ie", ""].some(isPlace)).toBe(false);
  });

  it("guesses only from a region the browser really names", () => {
    expect(guessPlace("en-IE,en;q=0.9")).toBe("IE");
    expect(guessPlace("zh-Hant-TW")).toBe("TW");
    for (const header of [null, "", "en", "en-US,en;q=0.9", "en-XX", "*", "en-IEE"])
      expect(guessPlace(header)).toBeNull();
  });
});
