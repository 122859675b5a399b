import { describe, expect, it } from "vitest";
import { dayOf } from "#lib/core/day.ts";
import { countryCodes, isPlace, unitedStates } from "./places.ts";
import { regimes } from "./regimes/all.ts";
import { earliestDayThere, zonesOf } from "./zones.ts";

const states = Object.keys(unitedStates).map((code) => `US-${code}`);

describe("the day where somebody lives", () => {
  it("has a real zone for every state, every place of a law and nearly every country", () => {
    const places = [...states, ...regimes.flatMap((one) => one.places)];
    expect(places.filter((place) => zonesOf(place).length === 0)).toEqual([]);
    const without = countryCodes.filter((code) => zonesOf(code).length === 0);
    expect(without).toEqual([]);
    for (const place of [...countryCodes, ...states]) {
      expect(isPlace(place)).toBe(true);
      for (const zone of zonesOf(place))
        expect(dayOf(new Date("2026-06-01T12:00:00Z"), zone)).toMatch(/^2026-0[56]-\d\d$/);
    }
  });

  it("is never later than in any other zone of the country, hour by hour", () => {
    type Zoned = Intl.Locale & { getTimeZones?: () => string[] | undefined };
    for (const country of ["US", "CA", "BR", "AU", "MX", "ES", "PT", "FR", "ID"]) {
      const all = (new Intl.Locale(`und-${country}`) as Zoned).getTimeZones?.() ?? [];
      for (const month of ["01", "03", "07", "11"])
        for (let hour = 0; hour < 24; hour++) {
          const at = new Date(`2026-${month}-15T${String(hour).padStart(2, "0")}:30:00Z`);
          const there = earliestDayThere(at, country) ?? "";
          for (const zone of all)
            expect(there <= dayOf(at, zone), `${country} ${zone} ${at.toISOString()}`).toBe(true);
        }
    }
  });

  it("is the day before in California when it is night in Dublin", () => {
    const night = new Date("2026-11-03T03:00:00Z");
    expect(dayOf(night, "Europe/Dublin")).toBe("2026-11-03");
    expect(earliestDayThere(night, "US-CA")).toBe("2026-11-02");
    expect(earliestDayThere(night, "JP")).toBe("2026-11-03");
    expect(earliestDayThere(night, "ZZ")).toBeNull();
  });
});
