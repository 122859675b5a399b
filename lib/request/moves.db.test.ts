import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { AuditEvent } from "#lib/audit/events.ts";
import { HabeasError } from "#lib/core/errors.ts";
import { inTransaction } from "#lib/db/database.ts";
import { type House, openHouse } from "#lib/worker/fixture/house.ts";
import * as way from "#lib/worker/fixture/ways.ts";
import { move } from "./move.ts";
import { allows, type Move, moves, type RequestStatus, requestStatuses } from "./moves.ts";

let house: House;

beforeAll(async () => {
  house = await openHouse(["newsletter", "loyalty"]);
});
afterAll(() => house.close());

/** The whole life of a request, written down a second time by hand. */
const model: Record<RequestStatus, Partial<Record<Move, RequestStatus>>> = {
  received: { start: "collecting", cancel: "cancelled", lapse: "lapsed", refuse: "refused" },
  collecting: {
    release_part: "collecting",
    reopen: "collecting",
    collected: "reviewing",
    cancel: "cancelled",
    refuse: "refused",
  },
  reviewing: { reopen: "collecting", release: "preparing", cancel: "cancelled", refuse: "refused" },
  preparing: { hand_over: "ready" },
  ready: { close: "closed" },
  closed: {},
  cancelled: {},
  lapsed: {},
  refused: {},
};
const names = Object.keys(moves) as Move[];

describe("the table of moves", () => {
  it("is the model, move by move", () => {
    for (const status of requestStatuses) {
      for (const name of names) {
        expect([status, name, allows(name, status)]).toEqual([
          status,
          name,
          model[status][name] !== undefined,
        ]);
        if (allows(name, status)) expect(moves[name].to).toBe(model[status][name]);
      }
    }
  });

  it("leads from every state to an end, and from no end anywhere", () => {
    const ends = (from: RequestStatus, seen = new Set<RequestStatus>()): boolean => {
      if (seen.has(from)) return false;
      const next = Object.values(model[from]);
      return next.length === 0 || next.some((to) => ends(to, new Set([...seen, from])));
    };
    expect(requestStatuses.every((status) => ends(status))).toBe(true);
  });
});

/** Every event that a move can be recorded by; which one does not matter here. */
const event: AuditEvent = { kind: "assigned", to: null };

async function plain(): Promise<string> {
  const { requestId } = await way.file();
  await house.query("update request set verified_at = now(), plan_frozen_at = now() where id = $1", [
    requestId,
  ]);
  return requestId;
}

const rowOf = async (id: string) =>
  (
    await house.query<{ status: RequestStatus; version: number; ended: boolean }>(
      "select status, version, ended_at is not null as ended from request where id = $1",
      [id],
    )
  )[0];

/** The database lets no request be refused that nobody was told of. */
async function tellRefusal(id: string): Promise<void> {
  const [sent] = await house.query<{ id: string }>(
    "insert into notice (request_id, kind, language) values ($1, 'refusal', 'en') returning id",
    [id],
  );
  await house.query(
    `insert into decision (request_id, outcome, state, grounds, sealed, hash, needs_second, by, notice_id)
       values ($1, 'refused', 'sent', '[]', '', '', false, 'operator', $2)`,
    [id, sent?.id],
  );
}

describe("a request under any series of moves", () => {
  it("is not refused before the person was told", async () => {
    const id = await plain();
    const made = inTransaction((tx) => move(tx, id, "refuse", way.operator, event));
    await expect(made).rejects.toMatchObject({ cause: { message: "a refusal is told before it counts" } });
    expect((await rowOf(id))?.status).toBe("received");
  });

  it("stands where the model says, with one event and one version for each move that counted", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.record({ name: fc.constantFrom(...names), old: fc.boolean() }), { maxLength: 12 }),
        async (series) => {
          const id = await plain();
          const log = "select count(*)::int as n from audit_event where chain = $1 and kind = 'assigned'";
          let status: RequestStatus = "received";
          let version = 1;
          for (const { name, old } of series) {
            const to: RequestStatus | undefined = old ? undefined : model[status][name];
            if (name === "refuse" && to !== undefined) await tellRefusal(id);
            const made = inTransaction((tx) =>
              move(tx, id, name, way.operator, event, { expectVersion: old ? version - 1 : version }),
            );
            if (to === undefined) {
              await expect(made).rejects.toMatchObject({ code: "conflict" });
              continue;
            }
            await made;
            status = to;
            version++;
          }
          expect(await rowOf(id)).toEqual({
            status,
            version,
            ended: ["closed", "cancelled", "lapsed", "refused"].includes(status),
          });
          expect(await house.query(log, [id])).toEqual([{ n: version - 1 }]);
        },
      ),
      { numRuns: 40 },
    );
  });

  it("of two moves at the same moment makes one, and the other learns of it", async () => {
    for (let round = 0; round < 10; round++) {
      const id = await plain();
      const both = await Promise.allSettled(
        (["cancel", "start", "lapse"] as const).map((name) =>
          inTransaction((tx) => move(tx, id, name, way.operator, event)),
        ),
      );
      const made = both.filter((one) => one.status === "fulfilled").length;
      const row = await rowOf(id);
      // "start" may come before "cancel", and both are then made; nothing follows an end.
      expect(made).toBe((row?.version ?? 0) - 1);
      for (const one of both) if (one.status === "rejected") expect(one.reason).toBeInstanceOf(HabeasError);
    }
  });

  it("leaves nothing behind where what went with the move failed", async () => {
    const id = await plain();
    await expect(
      inTransaction(async (tx) => {
        await move(tx, id, "start", way.operator, event);
        throw new Error("the disk is full");
      }),
    ).rejects.toThrow("the disk is full");
    expect(await rowOf(id)).toMatchObject({ status: "received", version: 1 });
    expect(
      await house.query("select 1 from audit_event where chain = $1 and kind = 'assigned'", [id]),
    ).toEqual([]);
  });
});

describe("the database itself refuses", () => {
  const refused = (sql: string, values: unknown[] = []) =>
    house.query(sql, values).then(
      () => "done",
      (error: { code: string }) => error.code,
    );
  const check = "23514";

  it.each(["collecting", "reviewing", "preparing", "ready", "closed"])(
    "an unproven request that is %s",
    async (status) => {
      const { requestId } = await way.file();
      const ended = status === "closed" ? "now()" : "null";
      expect(
        await refused(`update request set status = '${status}', ended_at = ${ended} where id = $1`, [
          requestId,
        ]),
      ).toBe(check);
      expect(
        await refused(
          `update request set status = '${status}', plan_frozen_at = now(), ended_at = ${ended} where id = $1`,
          [requestId],
        ),
      ).toBe(check);
    },
  );

  it("a proof that is taken away from work in hand", async () => {
    const { requestId } = await way.fileAndProve();
    expect(await refused("update request set verified_at = null where id = $1", [requestId])).toBe(check);
  });

  it.each(["closed", "cancelled", "lapsed"])("a request that was %s and opens again", async (end) => {
    const { requestId } = await way.fileAndProve();
    await house.query("update task set state = 'settled', outcome = 'nothing_held' where request_id = $1", [
      requestId,
    ]);
    await house.query("update request set status = $2, ended_at = now() where id = $1", [requestId, end]);
    for (const status of requestStatuses.filter((other) => other !== end)) {
      expect(
        await refused("update request set status = $2, ended_at = null where id = $1", [requestId, status]),
      ).toBe(check);
      expect(await refused("update request set status = $2 where id = $1", [requestId, status])).toBe(check);
    }
  });

  it("an answer while a system on the plan has not answered", async () => {
    const { requestId } = await way.fileAndProve();
    const tasks = await house.query<{ id: string }>("select id from task where request_id = $1", [requestId]);
    expect(tasks).toHaveLength(2);
    await house.query("update task set state = 'settled', outcome = 'found' where id = $1", [tasks[0]?.id]);
    for (const status of ["reviewing", "preparing", "ready"]) {
      expect(await refused("update request set status = $2 where id = $1", [requestId, status])).toBe(check);
    }
    expect(await refused("update task set state = 'settled' where id = $1", [tasks[1]?.id])).toBe(check);
    await house.query("update task set state = 'settled', outcome = 'nothing_held' where id = $1", [
      tasks[1]?.id,
    ]);
    expect(await refused("update request set status = 'reviewing' where id = $1", [requestId])).toBe("done");
  });

  it("a due day or a day of receipt that moves", async () => {
    const { requestId } = await way.fileAndProve();
    for (const column of ["legal_due", "safe_due", "received_day", "received_at"]) {
      for (const by of ["+ interval '1 day'", "- interval '1 day'"]) {
        expect(
          await refused(`update request set ${column} = ${column} ${by} where id = $1`, [requestId]),
        ).toBe(check);
      }
    }
  });

  it("a system that leaves the plan, joins it late, or is swapped, also when the plan is thawed first", async () => {
    const { requestId } = await way.fileAndProve();
    const insert =
      "insert into task (request_id, system_id, position, answered_by) values ($1, 'later', 9, 'machine')";
    expect(await refused("delete from task where request_id = $1", [requestId])).toBe(check);
    expect(await refused(insert, [requestId])).toBe(check);
    expect(
      await refused("update task set system_id = 'other' where request_id = $1 and position = 0", [
        requestId,
      ]),
    ).toBe(check);
    const { requestId: other } = await way.file();
    expect(
      await refused("update task set request_id = $2 where request_id = $1 and position = 0", [
        requestId,
        other,
      ]),
    ).toBe(check);
    expect(await refused("update request set plan_frozen_at = null where id = $1", [requestId])).toBe(check);
    expect(
      await refused("update request set plan_frozen_at = now() + interval '1 day' where id = $1", [
        requestId,
      ]),
    ).toBe(check);
    expect(await refused("truncate task cascade")).not.toBe("done");
  });

  it("any change to the log", async () => {
    const { requestId } = await way.file();
    const denied = "42501";
    expect(await refused("update audit_event set actor = 'nobody' where chain = $1", [requestId])).toBe(
      denied,
    );
    expect(await refused("delete from audit_event where chain = $1", [requestId])).toBe(denied);
    expect(await refused("truncate audit_event")).toBe(denied);
  });

  it("states and outcomes that do not exist, and a second task for a system", async () => {
    const { requestId } = await way.fileAndProve();
    expect(await refused("update request set status = 'completed' where id = $1", [requestId])).toBe(check);
    expect(await refused("update task set state = 'skipped' where request_id = $1", [requestId])).toBe(check);
    expect(
      await refused("update task set state = 'settled', outcome = 'skipped' where request_id = $1", [
        requestId,
      ]),
    ).toBe(check);
    const { requestId: fresh } = await way.file();
    const twice =
      "insert into task (request_id, system_id, position, answered_by) values ($1, 'shop', 0, 'machine'), ($1, 'shop', 1, 'machine')";
    expect(await refused(twice, [fresh])).toBe("23505");
    expect(await refused(twice, [randomUUID()])).toMatch(/^23/);
  });
});
