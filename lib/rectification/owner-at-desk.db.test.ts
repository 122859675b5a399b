import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Actor } from "#lib/core/actor.ts";
import { HabeasError } from "#lib/core/errors.ts";
import { roles } from "#lib/core/role.ts";
import { answerHumanTask } from "#lib/fanout/answer-human-task.ts";
import { readHumanTask } from "#lib/fanout/human-task.ts";
import { atDesk } from "#lib/staff/fixture/member.ts";
import { drain } from "#lib/worker/drain.ts";
import { type House, openHouse } from "#lib/worker/fixture/house.ts";
import * as way from "#lib/worker/fixture/ways.ts";
import { ownersTasks } from "./owner.ts";

type Staff = Extract<Actor, { kind: "staff" }>;

let house: House;
beforeAll(async () => {
  house = await openHouse(["loyalty"]);
});
afterAll(() => house.close());

const member = (role: Staff["role"], systems: string[]): Staff => ({
  ...atDesk,
  ...{ kind: "staff", staffId: randomUUID(), name: "Hank", initials: "HA", role },
  scope: { ...atDesk.scope, systems },
});
const code = (work: Promise<unknown>) =>
  work.then(
    () => "yes",
    (error) => (error instanceof HabeasError ? error.code : String(error)),
  );

it("an owner sees and answers the questions about their systems, and nobody else does", async () => {
  const hank = member("owner", ["loyalty"]);
  const { requestId } = await way.fileAndProve();
  await drain();
  const [task, ...more] = await ownersTasks(hank);
  expect([task?.opened, more.length]).toEqual([false, 0]);
  // The list says nothing of the person.
  expect(JSON.stringify(task)).not.toMatch(/mina|okafor|@/i);
  const id = task?.id ?? "";
  const strangers = [
    ...roles.filter((role) => role !== "owner").map((role) => member(role, ["loyalty"])),
    member("owner", []),
    member("owner", ["shop"]),
  ];
  for (const actor of strangers) {
    expect(await code(readHumanTask({ actor, id }))).toBe("not_found");
    expect(await code(answerHumanTask({ actor, id }, { kind: "nothing" }))).toBe("not_found");
  }
  expect(await ownersTasks(member("owner", ["shop"]))).toEqual([]);
  expect(await code(readHumanTask({ actor: hank, id: "x" }))).toBe("not_found");
  expect((await readHumanTask({ actor: hank, id })).about.length).toBeGreaterThan(0);
  expect((await ownersTasks(hank))[0]?.opened).toBe(true);
  await answerHumanTask({ actor: hank, id }, { kind: "nothing" });
  expect(await ownersTasks(hank)).toEqual([]);
  expect((await readHumanTask({ actor: hank, id })).about).toEqual([]);
  const log = await house.query<{ actor: string }>(
    "select actor from audit_event where chain = $1 and kind = 'person_answered'",
    [requestId],
  );
  expect(log).toEqual([{ actor: `staff/${hank.staffId}` }]);
});

it("what the desk is asked is no owner's, whatever the system", async () => {
  const hank = member("owner", ["loyalty"]);
  await way.fileAndProve({ email: "noor.haddad@example.net" });
  await drain();
  await house.query("update human_task set asked_of = 'desk' where answered_at is null");
  expect(await ownersTasks(hank)).toEqual([]);
});
