import { afterAll, beforeAll, expect, it } from "vitest";
import { type Desk, openDesk } from "../fixture/desk.ts";
import { draftSystem, readReasons } from "./draft-system.ts";
import { readMapping } from "./mapping.ts";
import { bringBack, leaveOut, mendCollection } from "./mend-map.ts";
import { mapText, saveText } from "./save-text.ts";

let desk: Desk;
const id = "drafted";

beforeAll(async () => {
  desk = await openDesk(["newsletter"]);
  await desk.registered(id, { collections: [] });
});
afterAll(() => desk.house.close());

/** Everything that anybody is shown of the system's map, as one text. */
async function shown(): Promise<string> {
  return JSON.stringify([
    await readMapping(desk.lead, id),
    await readReasons(desk.lead, id),
    await mapText(desk.lead, id),
  ]);
}

it("drafts what the live system holds, with reasons and without a value", async () => {
  expect(await readReasons(desk.lead, id)).toBeNull();
  const drafted = await draftSystem(desk.lead, id);
  expect(drafted.version).toBe(2);
  const { collections, mistakes } = await readMapping(desk.lead, id);
  expect(collections.length).toBe(drafted.added);
  expect(mistakes).toEqual([]);
  const customers = collections.find((one) => one.name === "customers");
  expect(customers).toMatchObject({ isRoot: true, kinds: expect.arrayContaining(["email"]) });
  expect(customers?.why.join()).not.toBe("");
  expect(collections.find((one) => one.name === "orders")?.edges[0]?.words).toMatch(/^Belongs to /);
  expect(await shown()).not.toMatch(/@example\.com|Okafor/i);
  expect(await desk.eventsOf(id)).toContain("system_inspected");
});

it("a second look adds nothing, and leaves what was mended as it is", async () => {
  const { collections, version } = await readMapping(desk.lead, id);
  const customers = collections.find((one) => one.name === "customers");
  if (!customers || version === null) throw new Error("nothing was drafted");
  const fields = new Map(customers.fields.map((one) => [one.name, { ...one, keep: true }]));
  const typed = { ...customers, label: "You", fields, basedOn: version };
  expect((await mendCollection(desk.lead, id, "customers", typed)).version).toBe(3);
  expect(await draftSystem(desk.lead, id)).toEqual({ version: 3, added: 0, left: 0 });
  await expect(mendCollection(desk.lead, id, "customers", typed)).rejects.toMatchObject({ code: "conflict" });
  const now = await readMapping(desk.lead, id);
  expect(now.collections.find((one) => one.name === "customers")?.label).toBe("You");
});

it("a table is left out with a reason and comes back as it was; one that others are tied to stays", async () => {
  const basedOn = async () => (await readMapping(desk.lead, id)).version ?? 0;
  const leave = async (name: string, why: string) =>
    leaveOut(desk.lead, id, name, { basedOn: await basedOn(), why });
  await expect(leave("customers", "No.")).rejects.toMatchObject({ code: "conflict" });
  await expect(leave("orders", " ")).rejects.toMatchObject({ code: "invalid" });
  const before = (await readMapping(desk.lead, id)).collections.find((one) => one.name === "orders");
  await leave("orders", "Nobody's.");
  const without = await readMapping(desk.lead, id);
  expect(without.collections.some((one) => one.name === "orders")).toBe(false);
  expect(without.ignored).toContainEqual({ table: "orders", columns: [], why: "Nobody's." });
  expect((await draftSystem(desk.lead, id)).added).toBe(0);
  await bringBack(desk.lead, id, "orders", await basedOn());
  const back = await readMapping(desk.lead, id);
  expect(back.collections.find((one) => one.name === "orders")).toEqual(before);
  expect(back.ignored.some((one) => one.table === "orders")).toBe(false);
});

it("the whole as text comes back as itself; mistakes are named by line and nothing is saved", async () => {
  const { text, version } = await mapText(desk.lead, id);
  const basedOn = version ?? 0;
  await expect(saveText(desk.lead, id, { text, reason: "None.", basedOn })).rejects.toThrow(
    "Nothing differs",
  );
  const broken = text.replace("label: You", "lable: You");
  const wrong = await saveText(desk.lead, id, { text: broken, reason: "A slip.", basedOn });
  const line = broken.split("\n").findIndex((one) => one.includes("lable")) + 1;
  expect(wrong).toMatchObject({
    kind: "wrong",
    findings: expect.arrayContaining([expect.objectContaining({ line })]),
  });
  expect((await mapText(desk.lead, id)).version).toBe(version);
  const other = text.replace("label: You", "label: Yourself");
  const saved = await saveText(desk.lead, id, { text: other, reason: "A better word.", basedOn });
  expect(saved).toMatchObject({ kind: "saved", version: { version: basedOn + 1 } });
});

it("only a lead drafts and mends, and never what the file keeps", async () => {
  const worker = { ...desk.lead, role: "analyst" as const };
  for (const act of [
    () => draftSystem(worker, id),
    () => leaveOut(worker, id, "orders", { basedOn: 1, why: "x" }),
    () => bringBack(worker, id, "orders", 1),
    () => saveText(worker, id, { text: "", reason: "x", basedOn: 1 }),
  ]) {
    await expect(act()).rejects.toMatchObject({ code: "forbidden" });
  }
  await expect(readReasons({ ...worker, role: "approver" }, id)).rejects.toMatchObject({ code: "forbidden" });
  await expect(draftSystem(desk.lead, "newsletter")).rejects.toMatchObject({ code: "conflict" });
  await expect(draftSystem(desk.lead, "nowhere")).rejects.toMatchObject({ code: "not_found" });
});
