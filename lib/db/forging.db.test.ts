import { randomBytes } from "node:crypto";
import { Client } from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { drain } from "#lib/worker/drain.ts";
import { type House, openHouse } from "#lib/worker/fixture/house.ts";
import * as way from "#lib/worker/fixture/ways.ts";
import { asApp } from "./roles/names.ts";

let house: House;
let app: Client;
let unproven: string;
let asked: string;
const ids: Record<string, string> = {};

beforeAll(async () => {
  house = await openHouse(["newsletter"]);
  unproven = (await way.file()).requestId;
  asked = (await way.fileAndProve({ right: "erasure" })).requestId;
  await drain();
  for (const who of ["one", "two"]) {
    const [row] = await house.query<{ id: string }>(
      "insert into staff (issuer, subject, name, email, role) values ('x', $1, 'Alba Reyes', 'alba@example.com', 'officer') returning id",
      [who],
    );
    ids[who] = `staff/${row?.id}`;
  }
  await house.query(
    `insert into erasure (request_id, number, state, as_of, made_by, hash, totals)
      values ($1, 90, 'proposed', now(), 'worker', sha256('plan'), '{}')`,
    [asked],
  );
  app = new Client({ connectionString: asApp(house.url) });
  await app.connect();
});
afterAll(async () => {
  await app.end();
  await house.close();
});

/** What one or more statements of the run-time role end with, committed: a code of Postgres, or `done`. */
async function ending(statements: string): Promise<string> {
  const text = statements
    .replaceAll(":unproven", `'${unproven}'`)
    .replaceAll(":asked", `'${asked}'`)
    .replaceAll(":one", `'${ids.one}'`)
    .replaceAll(":two", `'${ids.two}'`);
  try {
    await app.query(`begin; ${text}; commit`);
    return "done";
  } catch (error) {
    await app.query("rollback");
    return (error as { code?: string }).code ?? "?";
  }
}

const [check, denied] = ["23514", "42501"];
const approve = "update erasure set first_by = :one, first_at = now() where number = 90";

describe("by direct SQL the run-time role", () => {
  it.each([
    [
      "begins no work without a proof",
      "update request set status = 'collecting', plan_frozen_at = now() where id = :unproven",
      check,
    ],
    [
      "makes nobody proven",
      "update request set status = 'collecting', plan_frozen_at = now(), verified_at = now(), verified_how = 'code_by_mail' where id = :unproven",
      check,
    ],
    [
      "not even where work is not begun",
      "update request set verified_at = now() where id = :unproven",
      check,
    ],
    ["takes no proof back", "update request set verified_at = null where id = :asked", check],
    ["approves nothing that the log does not tell of", approve, check],
    [
      "approves nothing in two names at once",
      "update erasure set first_by = :one, second_by = :two, state = 'approved', wait_until = now() where number = 90",
      check,
    ],
    [
      "has no plan begin approved",
      `insert into erasure (request_id, number, state, as_of, made_by, hash, totals, first_by, first_at, second_by, second_at, wait_until)
        values (:asked, 91, 'approved', now(), 'worker', sha256('x'), '{}', :one, now(), :two, now(), now())`,
      check,
    ],
    [
      "logs an approval of another plan and approves this one",
      `select audit_append(:asked, 'erasure_approved', :one, '{"hash": "00"}'); ${approve}`,
      check,
    ],
    [
      "approves nothing by a log of its own making",
      `create temp table audit_event (chain text, kind text, actor text, data jsonb) on commit drop;
        insert into audit_event values (:asked, 'erasure_approved', :one, jsonb_build_object('hash', encode(sha256('plan'), 'hex')));
        ${approve}`,
      check,
    ],
    [
      "makes nobody proven by proofs of its own making",
      `create temp table audit_event (chain text, kind text) on commit drop; create temp table proof (request_id uuid, state text) on commit drop;
        insert into audit_event values (:unproven, 'identity_proven'); insert into proof values (:unproven, 'passed');
        update request set status = 'collecting', plan_frozen_at = now(), verified_at = now(), verified_how = 'code_by_mail' where id = :unproven`,
      check,
    ],
    [
      "acts on no plan that waits",
      "update erasure set state = 'acting', started_at = now() where number = 90",
      check,
    ],
    [
      "changes no plan that was approved upon",
      "update erasure set hash = sha256('other') where number = 90",
      check,
    ],
    ["deletes no plan", "delete from erasure where number = 90", denied],
    ["removes no system from a plan", "delete from task where request_id = :asked", check],
    ["changes no receipt", "update erasure_receipt set key_id = 'mine'", denied],
    ["edits no entry", "update audit_event set actor = :one where chain = :asked", denied],
    ["deletes no entry", "delete from audit_event where chain = :asked", denied],
    ["drops no guard", "drop trigger request_proven on request", denied],
    ["switches off no guard", "alter table request disable trigger request_proven", denied],
    ["replays as a replica, past all guards", "set session_replication_role = replica", denied],
  ])("%s (I8, TM-39, TM-40, FI-36)", async (_what, statements, code) => {
    const before = await house.query("select * from erasure order by number");
    expect(await ending(statements)).toBe(code);
    expect(await house.query("select * from erasure order by number")).toEqual(before);
    expect(await house.query("select status, verified_at from request where id = $1", [unproven])).toEqual([
      { status: "received", verified_at: null },
    ]);
  });

  it("is held by the guards by whatever name it connects: a login of its own that lays its role down (TM-39)", async () => {
    const login = `web_${randomBytes(4).toString("hex")}`;
    await house.query(`create role ${login} login in role habeas_app, habeas_limited`);
    const one = new Client({ connectionString: house.url });
    await one.connect();
    try {
      await one.query(`set session authorization ${login}; set role none`);
      expect((await one.query("select current_user as me")).rows).toEqual([{ me: login }]);
      await expect(
        one.query(
          `insert into erasure (request_id, number, state, as_of, made_by, hash, totals, first_by, first_at, second_by, second_at, wait_until)
            values ('${asked}', 92, 'approved', now(), 'worker', sha256('x'), '{}', 'staff/a', now(), 'staff/b', now(), now())`,
        ),
      ).rejects.toMatchObject({ code: check });
    } finally {
      await one.end();
      await house.query(`drop role ${login}`);
    }
  });

  it("leaves what it did by the way of the house where nobody takes it back", async () => {
    const logged = `select audit_append(:asked, 'erasure_approved', :one, jsonb_build_object('hash', encode(sha256('plan'), 'hex')))`;
    expect(await ending(`${approve}; ${logged}`)).toBe("done");
    expect(await ending("update erasure set first_by = null, first_at = null where number = 90")).toBe(check);
    expect(
      await house.query("select actor from audit_event where chain = $1 and kind = 'erasure_approved'", [
        asked,
      ]),
    ).toEqual([{ actor: ids.one }]);
  });
});
