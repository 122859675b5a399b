import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type { Actor } from "#lib/core/actor.ts";
import { HabeasError } from "#lib/core/errors.ts";
import { type Role, roles } from "#lib/core/role.ts";
import { currentMap } from "#lib/map/current.ts";
import { member } from "#lib/request/fixture/intake.ts";
import { allowed } from "#lib/staff/permissions.ts";
import { type House, openHouse } from "#lib/worker/fixture/house.ts";
import * as way from "#lib/worker/fixture/ways.ts";
import { readRequestFile } from "./file-view.ts";
import { readPersonGraph } from "./link/person-view.ts";
import { revealValue } from "./reveal.ts";

let house: House;
let filed: Awaited<ReturnType<typeof way.fileAndProve>>;
/** What stands in every field that the person filled in; none of it may be read by who has not asked. */
const canaries = ["canary.mina@example.com", "canary.other@example.com", "+353 1 555 0142", "Zzcanary"];

beforeAll(async () => {
  house = await openHouse(["shop"]);
  filed = await way.fileAndProve({
    email: "canary.mina@example.com",
    name: "Mina Zzcanary",
    otherEmails: "canary.other@example.com",
    details: "Please write to canary.other@example.com or ring +353 1 555 0142 before 2026-11-30.",
  });
});
afterAll(() => house.close());

const codeOf = (doing: Promise<unknown>): Promise<string> =>
  doing.then(
    () => "done",
    (error: unknown) => (error instanceof HabeasError ? error.code : String(error)),
  );

const revealed = () =>
  house.query<{ actor: string; data: { field: string; why: string | null } }>(
    "select actor, data from audit_event where chain = $1 and kind = 'revealed' order by position",
    [filed.requestId],
  );

describe("a personal value on the desk", () => {
  it("is masked for everybody, and a role that may not see what was found gets no part of it", async () => {
    for (const role of roles.filter((one) => allowed(one, "see_requests"))) {
      const file = JSON.stringify(await readRequestFile(member(role), filed.reference));
      const graph = JSON.stringify(await readPersonGraph(member(role), filed.reference));
      for (const canary of canaries.slice(0, 3)) {
        expect(file, `${role}: ${canary}`).not.toContain(canary);
        expect(graph, `${role}: ${canary}`).not.toContain(canary);
      }
      const sees = allowed(role, "see_findings");
      for (const told of [file, graph]) {
        expect(told.includes("Zzcanary"), role).toBe(sees);
        if (!sees) expect(told, role).not.toMatch(/example\.com|Mina/);
      }
      // What is asked for can be read all the same.
      expect(file.includes("before 2026-11-30"), role).toBe(sees);
    }
  });

  it("is shown to who may see it, and that is logged with the name and without the value", async () => {
    const before = (await revealed()).length;
    const alba = member("analyst");
    expect(await revealValue(alba, filed.reference, "email", "")).toBe("canary.mina@example.com");
    expect(await revealValue(alba, filed.reference, "details", "who_asks")).toContain("+353 1 555 0142");
    const rows = (await revealed()).slice(before);
    expect(rows).toEqual([
      { actor: `staff/${alba.staffId}`, data: { field: "email", why: null } },
      { actor: `staff/${alba.staffId}`, data: { field: "details", why: "who_asks" } },
    ]);
    const file = await readRequestFile(alba, filed.reference);
    expect(file.person.email.shown).toBe("canary.mina@example.com");
    expect(file.timeline.at(-1)?.sentence).toBe("What the person wrote was shown: to check who asks.");
    // Somebody else's page stays masked, and so does a page of a minute later.
    expect((await readRequestFile(member("officer"), filed.reference)).person.email.shown).toBeNull();
    const later = vi.spyOn(Date, "now").mockReturnValue(Date.now() + 61_000);
    expect((await readRequestFile(alba, filed.reference)).person.email.shown).toBeNull();
    later.mockRestore();
  });

  it("shows identifiers by their number, those of this request only", async () => {
    const alba = member("officer");
    const { identifiers } = await readRequestFile(alba, filed.reference);
    const proven = identifiers.find((one) => one.origin === "proven");
    expect(proven?.value.masked).toBe("c•••@example.com");
    expect(await revealValue(alba, filed.reference, proven?.value.field ?? "", "")).toBe(
      "canary.mina@example.com",
    );
    const foreign = await way.fileAndProve({ email: "noor.haddad@example.net", name: "Noor Haddad" });
    expect(await codeOf(revealValue(alba, foreign.reference, proven?.value.field ?? "", ""))).toBe(
      "not_found",
    );
  });

  it.each<[Role, string]>([
    ["auditor", "forbidden"],
    ["administrator", "forbidden"],
    ["owner", "forbidden"],
    ["approver", "done"],
  ])("asked for by the role %s: %s", async (role, came) => {
    const before = (await revealed()).length;
    expect(await codeOf(revealValue(member(role), filed.reference, "email", ""))).toBe(came);
    expect((await revealed()).length - before).toBe(came === "done" ? 1 : 0);
  });

  it("is shown only with a reason of the list where the house wants one", async () => {
    const { company } = currentMap();
    company.desk = { reveal_reason: true };
    const before = (await revealed()).length;
    expect(await codeOf(revealValue(member("officer"), filed.reference, "email", ""))).toBe("invalid");
    expect(await codeOf(revealValue(member("officer"), filed.reference, "email", "reach_person"))).toBe(
      "done",
    );
    delete company.desk;
    expect((await revealed()).slice(before).map(({ data }) => data.why)).toEqual(["reach_person"]);
  });

  it("is refused to everybody who is no member of staff, and for fields that do not exist", async () => {
    const visitor: Actor = { kind: "visitor", browser: randomUUID() };
    expect(await codeOf(revealValue(visitor, filed.reference, "email", ""))).toBe("not_found");
    for (const field of ["", "name", "sealed", "identifier/", "identifier/0", "identifier/1e3", "email\0"])
      expect(await codeOf(revealValue(member("officer"), filed.reference, field, "")), field).toBe(
        "not_found",
      );
    expect(await codeOf(revealValue(member("officer"), filed.reference, "email", "just so"))).toBe("invalid");
  });
});
