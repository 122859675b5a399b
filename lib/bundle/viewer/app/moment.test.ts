import { expect, it } from "vitest";
import { momentOf } from "./moment.ts";

it.each([
  ["2023-04-11", "2023-04-11T00:00:00Z", false, false],
  ["2023-04-11T10:02", "2023-04-11T10:02:00Z", true, false],
  ["2023-04-11 10:02:03.5", "2023-04-11T10:02:03.5Z", true, false],
  ["2023-04-11T10:02:03Z", "2023-04-11T10:02:03Z", true, true],
  ["2023-04-11T10:02:03+02:00", "2023-04-11T08:02:03Z", true, true],
  ["2023-04-11 10:02-0530", "2023-04-11T15:32:00Z", true, true],
  ["2023-04-11 10:02+02", "2023-04-11T08:02:00Z", true, true],
])("the moment %s is read as it is in the whole bundle", (text, instant, timed, offset) => {
  expect(momentOf(text)).toEqual({ instant: Date.parse(instant), timed, offset });
});

it.each(["", "2023", "2023-13-01", "11.04.2023", "2023-04-11x", "2023-04-11T25:00"])(
  "%j is no moment",
  (text) => {
    expect(momentOf(text)).toBeNull();
  },
);
