import { describe, expect, it } from "vitest";
import { regimes } from "#lib/law/regimes/all.ts";
import { euGdpr } from "#lib/law/regimes/eu-gdpr.ts";
import { attorneyGeneralFor, authorityFor, authorityUnder } from "./authorities.ts";

const places = [...new Set(regimes.flatMap((one) => one.places))].sort();

/** Authorities whose postal address we could not find. */
const withoutPost = ["BR", "CN", "IN", "TH"];

describe("whom a person can turn to", () => {
  it("is known for every place of every law", () => {
    expect(places.filter((place) => authorityFor(place) === null)).toEqual([]);
    expect(euGdpr.places).toHaveLength(30);
    expect(new Set(euGdpr.places.map((place) => authorityFor(place)?.url)).size).toBe(30);
  });

  it("has a name, a link and a postal address, but for those we could not find", () => {
    for (const place of places) {
      const found = authorityFor(place);
      expect(found?.name, place).not.toBe("");
      expect(() => new URL(found?.url ?? ""), place).not.toThrow();
      expect(found?.url.startsWith("https://"), place).toBe(true);
      expect(found?.post.includes("\n"), place).toBe(false);
    }
    expect(places.filter((place) => authorityFor(place)?.post === "")).toEqual(withoutPost);
  });

  it("never calls an address checked that was not read at the authority itself", () => {
    const unsure = places.filter((place) => authorityFor(place)?.confidence === "to_confirm");
    expect(places.filter((place) => authorityFor(place)?.confidence === "confirmed")).toEqual([]);
    for (const place of [...withoutPost, "GB"]) expect(unsure, place).toContain(place);
    for (const place of ["IE", "DE", "CH", "US-VA"]) expect(unsure, place).not.toContain(place);
  });

  it("is the attorney general where a state's law names him, and in California the agency besides", () => {
    for (const one of regimes.filter((regime) => regime.remedies.includes("attorney_general")))
      for (const place of one.places) expect(attorneyGeneralFor(place)?.kind, place).toBe("attorney_general");
    expect(authorityFor("US-VA")?.kind).toBe("attorney_general");
    expect(authorityFor("US-CA")?.kind).toBe("authority");
    expect(attorneyGeneralFor("IE")).toBeNull();
  });

  it("is that of the part of a country, else of the country", () => {
    expect(authorityFor("GB-SCT")).toEqual(authorityFor("GB"));
    expect(authorityFor("CA-QC")).not.toEqual(authorityFor("CA"));
    expect(authorityFor("DE")?.note).toContain("Land");
    expect(authorityFor("US-NY")).toBeNull();
    expect(authorityFor("AQ")).toBeNull();
  });

  it("is, under a law, the one that the law reaches", () => {
    const law = (id: string) => regimes.find((one) => one.id === id) ?? euGdpr;
    expect(authorityUnder(euGdpr, "IE", "DE")).toEqual(authorityFor("IE"));
    expect(authorityUnder(euGdpr, "JP", "DE")).toEqual(authorityFor("DE"));
    expect(authorityUnder(law("CA_PIPEDA"), "CA-QC", "DE")).toEqual(authorityFor("CA"));
    expect(authorityUnder(law("CA_QC_LAW25"), "CA-QC", "DE")).toEqual(authorityFor("CA-QC"));
    expect(authorityUnder(law("UK_GDPR"), "GB-SCT", "US-CA")).toEqual(authorityFor("GB"));
    expect(authorityUnder(law("US_VA"), "US-NY", "US-NY")).toEqual(authorityFor("US-VA"));
    for (const one of regimes)
      for (const place of ["IE", "US-NY", "AQ"])
        expect(authorityUnder(one, place, "US-NY"), one.id).not.toBeNull();
  });
});
