import { createHash, randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { database, inTransaction } from "#lib/db/database.ts";
import { drain } from "#lib/worker/drain.ts";
import { type House, openHouse } from "#lib/worker/fixture/house.ts";
import * as way from "#lib/worker/fixture/ways.ts";
import { audit } from "./append.ts";
import { verifyAudit } from "./verify.ts";

let house: House;

beforeAll(async () => {
  house = await openHouse(["newsletter"]);
});
afterAll(() => house.close());

const append = (chain: string, text = "x") =>
  inTransaction((tx) => audit(tx, chain, way.operator, { kind: "staff_signed_in", role: text }));

async function chainOf(length: number): Promise<string> {
  const chain = randomUUID();
  for (let n = 1; n <= length; n++) await append(chain, `role ${n}`);
  return chain;
}

/** What somebody does who owns the database and switches its guards off. */
async function forge(sql: string, values: unknown[] = []): Promise<void> {
  await house.query("alter table audit_event disable trigger all");
  await house.query(sql, values);
  await house.query("alter table audit_event enable trigger all");
}

describe("the log", () => {
  it("is whole after the life of requests, with one event for each change of state", async () => {
    const { requestId } = await way.fileAndProve();
    await way.file({ right: "opt_out" });
    await drain();
    const verdict = await verifyAudit(database());
    expect(verdict).toMatchObject({ whole: true });
    const events = await house.query<{ kind: string; position: string }>(
      "select kind, position::text from audit_event where chain = $1 order by audit_event.position",
      [requestId],
    );
    const changes = ["request_filed", "plan_frozen", "all_collected"];
    for (const kind of changes) expect(events.filter((one) => one.kind === kind)).toHaveLength(1);
    expect(events.map((one) => one.position)).toEqual(events.map((_, n) => String(n + 1)));
    const [row] = await house.query<{ version: number; status: string }>(
      "select version, status from request where id = $1",
      [requestId],
    );
    expect(row).toEqual({ version: changes.length, status: "reviewing" });
  });

  it("holds nothing of a transaction that was rolled back, and no gap where it was", async () => {
    const chain = await chainOf(1);
    await expect(
      inTransaction(async (tx) => {
        await audit(tx, chain, way.operator, { kind: "closed" });
        throw new Error("no");
      }),
    ).rejects.toThrow("no");
    await append(chain);
    const rows = await house.query(
      "select position::text as position, kind from audit_event where chain = $1 order by 1",
      [chain],
    );
    expect(rows).toEqual([
      { position: "1", kind: "staff_signed_in" },
      { position: "2", kind: "staff_signed_in" },
    ]);
  });

  it("stays without gaps under a hundred writers at once, and verifies while they write", async () => {
    const chains = [randomUUID(), randomUUID(), randomUUID()];
    let left = 100;
    const writing = Array.from({ length: left }, (_, n) => append(chains[n % 3] ?? "").then(() => left--));
    const verdicts = [];
    do verdicts.push(await verifyAudit(database()));
    while (left > 0);
    await Promise.all(writing);
    expect(verdicts.filter((verdict) => !verdict.whole)).toEqual([]);
    for (const chain of chains) {
      const rows = await house.query<{ p: string }>(
        "select position::text as p from audit_event where chain = $1 order by position",
        [chain],
      );
      expect(rows.map((row) => Number(row.p))).toEqual(rows.map((_, n) => n + 1));
      expect(rows.length).toBeGreaterThanOrEqual(33);
    }
  });

  it("is checked the same on both sides of whatever an event may say", async () => {
    const chain = randomUUID();
    for (const text of [
      "\n\n",
      'quote " and \\ back',
      "🦆 ü \u2028",
      "",
      "1e400",
      "</script>",
      "x".repeat(100_000),
    ])
      await append(chain, text);
    await inTransaction((tx) => audit(tx, chain, way.operator, { kind: "assigned", to: null }));
    expect(await verifyAudit(database())).toMatchObject({ whole: true });
  });
});

describe("a forger who owns the database is found", () => {
  let chain: string;

  beforeEach(async () => {
    // What the case before forged is taken away, so that each one is found by itself.
    await forge("delete from audit_event");
    await house.query("delete from audit_chain");
    await chainOf(3);
    chain = await chainOf(5);
    await chainOf(2);
    expect(await verifyAudit(database())).toMatchObject({ whole: true, chains: 3, events: 10 });
  });

  const found = async () => {
    const verdict = await verifyAudit(database());
    return verdict.whole ? "whole" : { chain: verdict.chain, position: verdict.position };
  };

  it.each([
    ["the kind", "update audit_event set kind = 'closed' where chain = $1 and position = 3"],
    ["the actor", "update audit_event set actor = 'worker' where chain = $1 and position = 3"],
    [
      "the time",
      "update audit_event set at = at + interval '1 microsecond' where chain = $1 and position = 3",
    ],
    ["the data", `update audit_event set data = '{"role":"officer"}' where chain = $1 and position = 3`],
    ["the hash", "update audit_event set hash = sha256('x') where chain = $1 and position = 3"],
    ["the hash before", "update audit_event set previous = sha256('x') where chain = $1 and position = 3"],
    ["an event by taking it away", "delete from audit_event where chain = $1 and position = 3"],
    [
      "an event by moving it to another chain",
      "update audit_event set chain = $1 || '-' where chain = $1 and position = 3",
    ],
  ])("who changes %s", async (_what, sql) => {
    await forge(sql, [chain]);
    const verdict = await found();
    expect(verdict).not.toBe("whole");
    // The entry after a missing one is the first that can be seen to be wrong.
    const at = sql.startsWith("delete") || sql.includes("|| '-'") ? 4 : 3;
    expect([at, 3]).toContain((verdict as { position: number }).position);
    expect((verdict as { chain: string }).chain.startsWith(chain)).toBe(true);
  });

  it("who takes the first event away", async () => {
    await forge("delete from audit_event where chain = $1 and position = 1", [chain]);
    expect(await found()).toEqual({ chain, position: 2 });
  });

  it("who swaps two events", async () => {
    await forge(
      "update audit_event set position = case position when 2 then 103 else 102 end where chain = $1 and position in (2, 3)",
      [chain],
    );
    await forge("update audit_event set position = position - 100 where chain = $1 and position > 100", [
      chain,
    ]);
    expect(await found()).toEqual({ chain, position: 2 });
  });

  it("who cuts the tail", async () => {
    await forge("delete from audit_event where chain = $1 and position > 3", [chain]);
    expect(await found()).toEqual({ chain, position: 4 });
  });

  it("who takes a whole chain away and leaves its head", async () => {
    await forge("delete from audit_event where chain = $1", [chain]);
    expect(await found()).toEqual({ chain, position: 1 });
  });

  it("who takes a head away", async () => {
    await house.query("delete from audit_chain where chain = $1", [chain]);
    expect(await found()).toMatchObject({ chain });
  });

  it("who cuts the tail and shortens the head, but cannot make the hashes meet", async () => {
    await forge("delete from audit_event where chain = $1 and position > 3", [chain]);
    await house.query("update audit_chain set length = 3, head = sha256('x') where chain = $1", [chain]);
    expect(await found()).toEqual({ chain, position: 4 });
  });

  it("who puts an event of their own at the end", async () => {
    const [last] = await house.query<{ hash: Buffer }>(
      "select hash from audit_event where chain = $1 and position = 5",
      [chain],
    );
    await forge(
      "insert into audit_event (chain, position, at, kind, actor, data, previous, hash) values ($1, 6, now(), 'closed', 'operator', '{}', $2, $3)",
      [chain, last?.hash, createHash("sha256").update("made up").digest()],
    );
    expect(await found()).toEqual({ chain, position: 6 });
  });
});
