import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { roles } from "#lib/core/role.ts";
import { member } from "#lib/request/fixture/intake.ts";
import { allowed } from "#lib/staff/permissions.ts";
import { type House, openHouse } from "#lib/worker/fixture/house.ts";
import * as way from "#lib/worker/fixture/ways.ts";
import { readChecklist } from "./checklist.ts";
import { diagnosticsOf } from "./diagnostics.ts";
import { readRequestFile } from "./file-view.ts";

let house: House;
let filed: Awaited<ReturnType<typeof way.fileAndProve>>;
const canaries = /canary|zzcanary|mina|@example|\+353|Street/i;

beforeAll(async () => {
  house = await openHouse(["shop", "loyalty"]);
  filed = await way.fileAndProve({
    email: "canary.mina@example.com",
    name: "Mina Zzcanary",
    otherEmails: "canary.other@example.com",
    details: "Ring +353 1 555 0142, 4 Canary Street.",
  });
  // Whatever a system says of its trouble stays with us.
  await house.query(
    `update task set trouble_code = 'refused', trouble = 'no such user canary.mina@example.com', attempts = 3,
       memo = 'canary' where request_id = $1`,
    [filed.requestId],
  );
  await house.query(
    `insert into human_task (task_id, asked_of, title, text, accepts, due_day, expires_at)
       select id, 'desk', 'Look up Mina Zzcanary', 'canary', 'note', '2026-12-01', now() from task
       where request_id = $1 limit 1`,
    [filed.requestId],
  );
});
afterAll(() => house.close());

describe("diagnostics", () => {
  it("hold codes, times, tries and versions of every system, and nothing of the person", async () => {
    const told = await diagnosticsOf(member("officer"), filed.reference);
    expect(told.map(({ title }) => title).length).toBe(2);
    const [first] = told;
    for (const line of [
      "trouble: refused",
      "failed tries in a row: 3",
      "map version: file",
      "people asked: 1",
    ])
      expect(told.map(({ text }) => text).join("\n")).toContain(line);
    expect(first?.text).toMatch(/^written: \d{4}-\d\d-\d\dT/);
    for (const { text } of told) {
      expect(text).not.toMatch(canaries);
      expect(text).not.toContain(filed.reference);
    }
  });

  it("are for whoever may see that a request exists, and for nobody else", async () => {
    for (const role of roles) {
      const asked = diagnosticsOf(member(role), filed.reference);
      if (allowed(role, "see_requests")) expect((await asked).length, role).toBe(2);
      else await expect(asked, role).rejects.toMatchObject({ code: "forbidden" });
    }
    await expect(diagnosticsOf(way.newVisitor(), filed.reference)).rejects.toMatchObject({
      code: "not_found",
    });
  });
});

describe("the checklist of a request in the house", () => {
  it("holds nothing of the person for any role, and is open where the act itself is refused", async () => {
    for (const role of roles.filter((one) => allowed(one, "see_requests"))) {
      const file = await readRequestFile(member(role), filed.reference);
      const { lines, next, blocks, facts } = await readChecklist(member(role), file);
      expect(
        JSON.stringify({ lines, next, facts: { ...facts, regime: null, blocks: [] } }),
        role,
      ).not.toMatch(/zzcanary|canary\./i);
      expect(blocks.length).toBeGreaterThan(0);
      expect(lines.filter((line) => line.blocks).map(({ id }) => id)).toEqual(["searched"]);
      expect(next).toMatchObject({ turn: "system", where: "#systems" });
    }
  });
});
