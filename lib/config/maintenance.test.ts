import { afterEach, expect, it } from "vitest";
import { maintenance } from "./maintenance.ts";

const now = new Date("2026-11-23T05:00:00Z");
afterEach(() => {
  delete process.env.HABEAS_MAINTENANCE;
});

it.each(["", "0", "no", "OFF", "false"])("is off with %j", (said) => {
  process.env.HABEAS_MAINTENANCE = said;
  expect(maintenance(now)).toBeNull();
});

it("is on with a word, and says when it is over with a time to come", () => {
  process.env.HABEAS_MAINTENANCE = "yes";
  expect(maintenance(now)).toEqual({ until: null, seconds: 3600 });
  process.env.HABEAS_MAINTENANCE = "2026-11-23T06:00Z";
  expect(maintenance(now)).toEqual({ until: new Date("2026-11-23T06:00:00Z"), seconds: 3600 });
  process.env.HABEAS_MAINTENANCE = "2026-11-22T06:00Z";
  expect(maintenance(now)).toEqual({ until: null, seconds: 3600 });
});
