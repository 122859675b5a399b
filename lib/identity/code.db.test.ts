import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { HabeasError } from "#lib/core/errors.ts";
import { sendCode, tryCode } from "#lib/request/prove.ts";
import { type House, openHouse } from "#lib/worker/fixture/house.ts";
import * as way from "#lib/worker/fixture/ways.ts";
import { actorOf, endPersonSession } from "./session.ts";

let house: House;

beforeAll(async () => {
  house = await openHouse(["newsletter"]);
});
afterAll(() => house.close());

const wrongOf = (code: string, step = 1) => String((Number(code) + step) % 100_000_000).padStart(8, "0");
const challenges = (requestId: string) =>
  house.query<{ attempts: number; used_at: Date | null }>(
    "select attempts, used_at from challenge where request_id = $1 order by created_at",
    [requestId],
  );

async function withCode() {
  const filed = await way.file();
  return { ...filed, code: await way.codeFor(filed.visitor, filed.reference) };
}

describe("a code", () => {
  it("ADV-19 of 200 parallel guesses from several processes' worth of connections is compared with five at most", async () => {
    const { visitor, reference, requestId, code } = await withCode();
    const guesses = await Promise.all(
      Array.from({ length: 200 }, (_, n) => tryCode(visitor, reference, wrongOf(code, n + 1))),
    );
    expect(guesses.filter((guess) => guess.kind === "proven")).toEqual([]);
    // The fifth wrong guess spends the code, so four at most are told that it was wrong.
    expect(guesses.filter((guess) => guess.kind === "wrong").length).toBe(4);
    expect(await challenges(requestId)).toEqual([{ attempts: 5, used_at: null }]);
    // After that, not even the right one.
    expect(await tryCode(visitor, reference, code)).toEqual({ kind: "spent" });
    expect(await house.query("select status from request where id = $1", [requestId])).toEqual([
      { status: "received" },
    ]);
  });

  it("works once, also when it is sent twenty times at the same moment", async () => {
    const { visitor, reference, requestId, code } = await withCode();
    const tried = await Promise.all(Array.from({ length: 20 }, () => tryCode(visitor, reference, code)));
    expect(tried.filter((one) => one.kind === "proven")).toHaveLength(1);
    expect(await house.query("select 1 from person_session where request_id = $1", [requestId])).toHaveLength(
      1,
    );
    expect(
      await house.query("select 1 from audit_event where chain = $1 and kind = 'plan_frozen'", [requestId]),
    ).toHaveLength(1);
    expect(await tryCode(visitor, reference, code)).toEqual({ kind: "spent" });
  });

  it("is forgiving of spaces, and of nothing else", async () => {
    const { visitor, reference, code } = await withCode();
    expect(await tryCode(visitor, reference, "")).toEqual({ kind: "wrong" });
    expect(await tryCode(visitor, reference, `${code}0`)).toEqual({ kind: "wrong" });
    expect(await tryCode(visitor, reference, "\u0000".repeat(10_000))).toEqual({ kind: "wrong" });
    expect((await tryCode(visitor, reference, ` ${code.slice(0, 4)} ${code.slice(4)}\n`)).kind).toBe(
      "proven",
    );
  });

  it("is dead after ten minutes by the database's clock", async () => {
    const { visitor, reference, requestId, code } = await withCode();
    const [row] = await house.query<{ minutes: string }>(
      "select extract(epoch from expires_at - created_at) / 60 as minutes from challenge where request_id = $1",
      [requestId],
    );
    expect(Number(row?.minutes)).toBeCloseTo(10, 1);
    await house.query("update challenge set expires_at = now() where request_id = $1", [requestId]);
    expect(await tryCode(visitor, reference, code)).toEqual({ kind: "spent" });
  });

  it("works in the browser that asked for it and in no other", async () => {
    const { reference, code, visitor } = await withCode();
    expect(await tryCode(way.newVisitor(), reference, code)).toEqual({ kind: "wrong" });
    expect(await tryCode({ kind: "visitor", browser: "" }, reference, code)).toEqual({ kind: "wrong" });
    expect((await tryCode(visitor, reference, code)).kind).toBe("proven");
  });

  it("works for its own request and for no other", async () => {
    const one = await withCode();
    const other = await way.file({ email: "noor.haddad@example.net" });
    expect(await tryCode(one.visitor, other.reference, one.code)).toEqual({ kind: "wrong" });
  });

  it("is replaced by the next one", async () => {
    const { visitor, reference, code } = await withCode();
    const next = await way.codeFor(visitor, reference);
    expect((await tryCode(visitor, reference, code)).kind).toBe(next === code ? "proven" : "wrong");
    expect((await tryCode(visitor, reference, next)).kind).toBe("proven");
  });

  it("is kept as a slow hash: its digits are nowhere in the database", async () => {
    const { code, requestId } = await withCode();
    const rows = await house.query<{ text: string }>(
      "select c::text as text from challenge c where request_id = $1",
      [requestId],
    );
    expect(rows[0]?.text).not.toContain(code);
    expect(rows[0]?.text).not.toContain(Buffer.from(code).toString("hex"));
  });
});

describe("a reference that does not exist", () => {
  it("behaves like one that does, code for code and row for row", async () => {
    const known = await way.file();
    const verdicts = async (reference: string) => {
      const visitor = way.newVisitor();
      const seen: string[] = [(await tryCode(visitor, reference, "00000000")).kind];
      await sendCode(visitor, reference);
      // Eight digits that are never the right ones: the code is not known here, so a wrong length stands in.
      for (let tries = 0; tries < 6; tries++) seen.push((await tryCode(visitor, reference, "000")).kind);
      return seen;
    };
    const before = await house.query<{ n: string }>("select count(*) as n from challenge");
    const unknown = await verdicts("LK-999-999");
    expect(unknown).toEqual(["wrong", "wrong", "wrong", "wrong", "wrong", "spent", "spent"]);
    expect(await verdicts(known.reference)).toEqual(unknown);
    const after = await house.query<{ n: string }>("select count(*) as n from challenge");
    expect(Number(after[0]?.n) - Number(before[0]?.n)).toBe(2);
  });

  it("runs out of codes at the same number", async () => {
    const known = await way.file();
    const budget = async (reference: string) => {
      for (let sent = 0; ; sent++) {
        try {
          // A new browser each time: a new one does not refill the budget.
          await sendCode(way.newVisitor(), reference);
        } catch (error) {
          return { sent, code: error instanceof HabeasError ? error.code : error };
        }
      }
    };
    expect(await budget(known.reference)).toEqual({ sent: 8, code: "too_many" });
    expect(await budget("LK-888-888")).toEqual({ sent: 8, code: "too_many" });
  });

  it("of which fifty are asked for at the same moment gives eight codes", async () => {
    const { reference, requestId } = await way.file();
    const sent = await Promise.allSettled(
      Array.from({ length: 50 }, () => sendCode(way.newVisitor(), reference)),
    );
    expect(sent.filter((one) => one.status === "fulfilled")).toHaveLength(8);
    expect(await challenges(requestId)).toHaveLength(8);
  });
});

describe("a person's session", () => {
  it("is for one request, ends after thirty minutes or at once, and is stored as a hash", async () => {
    const { session, visitor, requestId, person } = await way.fileAndProve();
    expect(person).toMatchObject({ kind: "person", requestId });
    const rows = await house.query<{ text: string; minutes: string }>(
      "select s::text as text, extract(epoch from expires_at - proven_at) / 60 as minutes from person_session s where request_id = $1",
      [requestId],
    );
    expect(Number(rows[0]?.minutes)).toBeCloseTo(30, 1);
    expect(rows[0]?.text).not.toContain(session);
    expect((await actorOf({ browser: visitor.browser, person: `${session}x` })).kind).toBe("visitor");
    await house.query("update person_session set expires_at = now() where request_id = $1", [requestId]);
    expect((await actorOf({ browser: visitor.browser, person: session })).kind).toBe("visitor");
    await house.query(
      "update person_session set expires_at = now() + interval '1 minute' where request_id = $1",
      [requestId],
    );
    expect((await actorOf({ browser: visitor.browser, person: session })).kind).toBe("person");
    await endPersonSession(person);
    expect((await actorOf({ browser: visitor.browser, person: session })).kind).toBe("visitor");
  });
});

it("guesses that cost no try leave no trace in the log, however many", async () => {
  const { reference, requestId } = await way.file();
  for (let guess = 0; guess < 4; guess++) await tryCode(way.newVisitor(), reference, "00000000");
  const visitor = way.newVisitor();
  await sendCode(visitor, reference);
  for (let guess = 0; guess < 9; guess++) await tryCode(visitor, reference, "000");
  expect(
    await house.query("select 1 from audit_event where chain = $1 and kind = 'code_wrong'", [requestId]),
  ).toHaveLength(5);
});

it("a new code ends the session before it", async () => {
  const { person, session, visitor, reference } = await way.fileAndProve();
  const code = await way.codeFor(visitor, reference);
  expect((await tryCode(person, reference, code)).kind).toBe("proven");
  expect((await actorOf({ browser: visitor.browser, person: session })).kind).toBe("visitor");
});
