import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { entryOf, freshMap } from "../current.ts";
import { type Desk, openDesk, operator, shop, why } from "../fixture/desk.ts";
import { applySystems, planApply } from "./apply.ts";
import { exportSystems } from "./export.ts";
import { systemHistory } from "./history.ts";
import { readSystems } from "./read.ts";

let desk: Desk;

beforeAll(async () => {
  desk = await openDesk(["newsletter"]);
});
afterAll(() => desk.house.close());

describe("export and apply", () => {
  it("are each other's inverse, whatever a definition says", async () => {
    const odd = {
      title: 'yes: "no" # 007 é 漢\n two',
      ignored: [{ table: "0123", why: "- [a, b]" }],
      settings: { url: "secret:url", schema: "null", statement_seconds: 1e3 },
    };
    await desk.registered("odd", odd);
    const text = await exportSystems(operator, ["odd"]);
    expect(await planApply(operator, text, "odd.yaml")).toMatchObject([{ id: "odd", what: "unchanged" }]);
    const again = await applySystems(operator, text, "odd.yaml", { ...why, enable: false });
    expect(again).toMatchObject([{ what: "unchanged", version: 1 }]);
    expect((await systemHistory(desk.lead, "odd")).versions).toHaveLength(1);
    expect(await exportSystems(operator, ["odd"])).toBe(text);
  });

  it("show what would change, change all of it or nothing, and put it in force at once", async () => {
    const text = (title: string) =>
      JSON.stringify({ systems: [shop("applied_a", { title }), shop("applied_b", { title })] });
    expect(await planApply(operator, text("One"), "a.yaml")).toMatchObject([
      { what: "new" },
      { what: "new" },
    ]);
    expect(await readSystems(operator)).not.toContainEqual(expect.objectContaining({ id: "applied_a" }));
    await applySystems(operator, text("One"), "a.yaml", { ...why, enable: true });
    await freshMap();
    expect(entryOf("applied_b")).toMatchObject({ state: "enabled", version: 1 });
    const changed = await applySystems(operator, text("Two"), "a.yaml", { ...why, enable: false });
    expect(changed[0]?.changes).toEqual([
      { place: "title", kind: "changed", before: '"One"', after: '"Two"' },
    ]);
    await freshMap();
    expect(entryOf("applied_a")).toMatchObject({ version: 2, system: { title: "Two" } });
    await desk.house.query(
      `create function no_b() returns trigger language plpgsql as $$ begin
         if new.system_id = 'applied_b' then raise exception 'no'; end if; return new; end $$`,
    );
    await desk.house.query(
      "create trigger no_b before insert on system_version for each row execute function no_b()",
    );
    await expect(
      applySystems(operator, text("Three"), "a.yaml", { ...why, enable: false }),
    ).rejects.toThrow();
    await desk.house.query("drop trigger no_b on system_version");
    expect((await systemHistory(desk.lead, "applied_a")).versions).toHaveLength(2);
    const wrong = applySystems(operator, '{"systems":\n [{"id": "x"}]}', "a.yaml", { ...why, enable: false });
    await expect(wrong).rejects.toMatchObject({
      code: "invalid",
      message: expect.stringContaining("a.yaml:2:"),
    });
  });
});
