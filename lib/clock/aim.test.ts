import { expect, it } from "vitest";
import { aimDay } from "./aim.ts";

it("lies so many days before the safe day, and earlier still where the house is closed, never later", () => {
  expect(aimDay("2026-12-31", 0, [])).toBe("2026-12-31");
  expect(aimDay("2026-12-31", 5, [])).toBe("2026-12-26");
  expect(aimDay("2026-12-31", 5, ["2026-12-24", "2026-12-25", "2026-12-26", "2026-12-28"])).toBe(
    "2026-12-23",
  );
  expect(aimDay("2026-12-31", 0, ["2026-12-31"])).toBe("2026-12-30");
});
