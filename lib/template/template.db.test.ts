import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Role } from "#lib/core/role.ts";
import { atDesk } from "#lib/staff/fixture/member.ts";
import { type House, openHouse } from "#lib/worker/fixture/house.ts";
import { readMatrix, readVersions } from "./read.ts";
import { addTemplate, restoreTemplate, saveTemplate } from "./write.ts";

let house: House;
beforeAll(async () => {
  house = await openHouse(["newsletter"]);
});
afterAll(() => house.close());

async function staff(role: Role) {
  const staffId = randomUUID();
  await house.query(
    "insert into staff (id, issuer, subject, name, email, role) values ($1, 'i', $2, 'Ada Byron', $2, $3)",
    [staffId, `${staffId}@example.com`, role],
  );
  return { ...atDesk, kind: "staff" as const, staffId, name: "Ada Byron", initials: "AB", role };
}

it("templates are versions that never change; older words of other languages are marked; earlier ones come back", async () => {
  const ravi = await staff("officer");
  const words = { subject: "More, {reference}", body: "Tell us more, {name}." };
  expect(await saveTemplate(ravi, "detail", "en", { ...words, seen: 0 })).toBe(1);
  expect(await saveTemplate(ravi, "detail", "en", { ...words, seen: 1 })).toBe(1);
  await expect(saveTemplate(ravi, "detail", "en", { ...words, body: "x", seen: 0 })).rejects.toThrow(
    "meanwhile",
  );
  await expect(saveTemplate(ravi, "detail", "en", { ...words, body: "{x}", seen: 1 })).rejects.toThrow("{x}");
  await expect(saveTemplate(await staff("analyst"), "detail", "en", { ...words, seen: 1 })).rejects.toThrow(
    "officer",
  );
  const id = await addTemplate(ravi, "Wrong company");
  await expect(addTemplate(ravi, "Wrong company")).rejects.toThrow("already");
  const { languages, rows } = await readMatrix(ravi);
  const states = (of: string) => rows.find((row) => row.id === of)?.cells.map(({ state }) => state);
  expect(states("detail")).toEqual(["ours", ...languages.slice(1).map(() => "stale")]);
  expect(states("thanks")?.every((state) => state === "shipped")).toBe(true);
  expect(states(id)?.every((state) => state === "missing")).toBe(true);
  expect(await restoreTemplate(ravi, "detail", "en", { version: 0, seen: 1 })).toBe(2);
  const { versions } = await readVersions(ravi, "detail", "en");
  expect(versions.map(({ version, restored }) => [version, restored])).toEqual([
    [2, 0],
    [1, null],
    [0, null],
  ]);
  await expect(house.query("update template_version set body = 'x'")).rejects.toThrow();
  await expect(house.query("delete from template_version")).rejects.toThrow();
});
