import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Desk, openDesk } from "../fixture/desk.ts";
import { masked, maskedSample } from "./sample.ts";

let desk: Desk;

beforeAll(async () => {
  desk = await openDesk([]);
});
afterAll(() => desk.house.close());

describe("an example", () => {
  it("shows the shape of a value and none of its letters or digits", () => {
    expect(masked("Mina.Okafor+2@example.com")).toBe("Xxxx.Xxxxxx+9@xxxxxxx.xxx");
    expect(masked("1984-03-12 07:15")).toBe("9999-99-99 99:99");
    expect(masked("Ünal Çelik 漢字 ٣")).toBe("Xxxx Xxxxx xx 9");
    expect(masked("a\tb\u202ec\n")).toBe("x x x ");
    expect(masked("x".repeat(300))).toHaveLength(41);
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (value) => {
        expect(masked(value).replaceAll(/[Xx9]/g, "")).not.toMatch(/[\p{L}\p{N}\p{M}\p{C}]/u);
      }),
    );
  });

  it("comes from the live system masked, without what is never shown", async () => {
    const id = await desk.registered("sampled");
    const columns = ["number", "email", "secret"];
    const sample = await maskedSample(desk.lead, id, { collection: "customers", columns, rows: 3 });
    expect(sample.columns).toEqual(["number", "email"]);
    expect(sample.rows).toHaveLength(3);
    for (const [number, email] of sample.rows) {
      expect(number).toBe("X-9999");
      expect(email).toMatch(/^[Xx.]+@x+\.xxx$/);
    }
    expect(await desk.eventsOf(id)).toContain("system_sampled");
    const worker = { ...desk.lead, role: "analyst" } as const;
    await expect(maskedSample(worker, id, { collection: "customers", columns })).rejects.toMatchObject({
      code: "forbidden",
    });
    const spelt = await maskedSample(desk.lead, id, { collection: "public.customers", columns });
    expect(spelt.columns).not.toContain("secret");
    expect(await maskedSample(desk.lead, id, { collection: "nowhere", columns })).toMatchObject({ rows: [] });
  });
});
