import { expect, it } from "vitest";
import { networkOf } from "./network.ts";

it.each([
  ["203.0.113.77", "203.0.113.0/24"],
  ["198.51.100.1, 203.0.113.9", "203.0.113.0/24"],
  ["2001:db8:1:2:3:4:5:6", "2001:db8:1::/48"],
  ["2001:DB8::1", "2001:db8:0::/48"],
  ["::1", "0:0:0::/48"],
  ["unknown", null],
  ["", null],
])("%s", (value, expected) => expect(networkOf(value)).toBe(expected));
