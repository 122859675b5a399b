import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { inTransaction } from "#lib/db/database.ts";
import { drain } from "#lib/worker/drain.ts";
import * as way from "#lib/worker/fixture/ways.ts";
import { listHouseAlerts } from "./alert.ts";
import { openWorld, type World } from "./fixture/world.ts";
import { askToOptIn, confirmOptIn, mayOfferOptIn } from "./opt-in.ts";
import { sweepChoices } from "./sweep.ts";
import { readChoices } from "./view.ts";

let world: World;
beforeAll(async () => {
  world = await openWorld(["store", "letters", "visits"]);
});
afterAll(() => world.close());
beforeEach(async () => {
  await world.refill();
  // Rows have the same keys again, and are others.
  for (const table of ["choice_flip", "house_alert"]) await world.query(`delete from ${table}`);
});

const dueNow = () => world.query("update choice_person set next_sweep_at = now()");
const optOut = async (change = {}) => {
  const asked = await way.fileAndProve({ right: "opt_out", ...change });
  await drain();
  return asked;
};

describe("the ledger of choices", () => {
  it("keeps a choice after its request is destroyed, and sets it in a new account with the same address", async () => {
    const { requestId } = await optOut();
    await world.query("update request_key set wrapped = null, destroyed_at = now() where request_id = $1", [
      requestId,
    ]);
    await world.store.query(
      "insert into people (number, name, email) values ('C-50', 'Mina Okafor', 'mina.okafor@example.com')",
    );
    await dueNow();
    await sweepChoices();
    // Two accounts behind one mailbox may be two people: what concerns that mailbox is set at once, the rest is asked.
    expect(await world.says("C-50")).toMatchObject({ mails: false });
    await world.store.query("delete from people where number = 'C-1'");
    await dueNow();
    await sweepChoices();
    expect(await world.says("C-50")).toMatchObject({
      may_sell: false,
      profile: "none",
      mails: false,
      calls: "no",
    });
  });

  it("sets again what a sync sets back, and tells staff when it happens again", async () => {
    await optOut({ email: "noor.haddad@example.net" });
    for (let time = 1; time <= 2; time++) {
      await world.store.query("update people set mails = true where number = 'C-2'");
      await dueNow();
      await sweepChoices();
      expect(await world.says("C-2")).toMatchObject({ mails: false });
      const alerts = await listHouseAlerts(way.operator);
      expect(alerts.filter(({ kind }) => kind === "choice_set_back")).toHaveLength(time - 1);
    }
  });

  it("leaves it to the person who agreed in the system itself, later than they had refused here", async () => {
    const { reference, person } = await optOut();
    await world.store.query(
      "update people set mails = true, agreed = now() + interval '1 minute' where number = 'C-1'",
    );
    await dueNow();
    await sweepChoices();
    expect(await world.says("C-1")).toMatchObject({ mails: true, may_sell: false });
    const choices = await readChoices(person, reference);
    expect(choices.find(({ kind }) => kind === "marketing_email")).toMatchObject({
      stands: "in",
      by: "system",
      history: [
        { stands: "out", by: "request" },
        { stands: "in", by: "system" },
      ],
    });
    expect(choices.find(({ kind }) => kind === "sale")).toMatchObject({ stands: "out" });
  });

  it("cannot be shortened, by whoever", async () => {
    await optOut();
    await expect(world.query("delete from choice")).rejects.toThrow(/does not expire/);
    await expect(world.query("delete from choice_change")).rejects.toThrow(/append-only/);
    await expect(world.query("update choice set stands = 'in', \"by\" = 'staff'")).rejects.toThrow(/history/);
  });

  it("knows people by keyed tokens and sealed values only", async () => {
    await optOut();
    const rows = await world.query<{ text: string }>(
      "select t::text as text from choice_identifier t union all select t::text from choice_person t union all select t::text from effect_change t",
    );
    expect(rows.length).toBeGreaterThan(3);
    // Ids are in small letters: `c-1` may stand in one of them.
    for (const { text } of rows) {
      expect(text).not.toMatch(/okafor|ck-mina/i);
      expect(text).not.toContain("C-1");
    }
  });
});

describe("an identifier that several people share", () => {
  it("is followed on its own channel for all of them, and staff are asked for the rest", async () => {
    const { requestId } = await way.file({ right: "opt_out", email: "family@example.org" });
    await drain();
    for (const number of ["C-3", "C-4"]) {
      expect(await world.says(number)).toMatchObject({
        mails: false,
        may_sell: true,
        profile: "full",
        calls: "yes",
      });
    }
    expect(
      await world.query("select state from task where request_id = $1 and system_id = 'store'", [requestId]),
    ).toEqual([{ state: "parked" }]);
    const [row] = await world.query(
      "select state, outcome from effect_system where request_id = $1 and system_id = 'store'",
      [requestId],
    );
    expect(row).toEqual({ state: "held", outcome: null });
  });
});

describe("agreeing again", () => {
  it("takes two steps of the person themselves, is not offered for a year, and lifts what was set", async () => {
    const { person, reference, visitor, requestId } = await optOut();
    const [row] = await world.query<{ mailbox_token: Buffer }>(
      "select mailbox_token from request where id = $1",
      [requestId],
    );
    const asked = { id: requestId, mailboxToken: row?.mailbox_token ?? Buffer.alloc(0) };
    expect(await inTransaction((tx) => mayOfferOptIn(tx, asked))).toBe(false);
    await expect(askToOptIn(visitor, reference, ["marketing_email"])).rejects.toMatchObject({
      code: "not_found",
    });
    await expect(askToOptIn(person, reference, ["restriction"])).rejects.toMatchObject({ code: "invalid" });
    const { token } = await askToOptIn(person, reference, ["marketing_email", "profiling"]);
    expect(await world.says("C-1")).toMatchObject({ mails: false });
    await expect(confirmOptIn(person, reference, `${token}x`)).rejects.toMatchObject({ code: "conflict" });
    expect(await confirmOptIn(person, reference, token)).toEqual(["marketing_email", "profiling"]);
    await drain();
    expect(await world.says("C-1")).toMatchObject({
      mails: true,
      profile: "full",
      may_sell: false,
      calls: "no",
    });
    await dueNow();
    await sweepChoices();
    expect(await world.says("C-1")).toMatchObject({ mails: true, may_sell: false });
  });

  it("does not let somebody agree for another whose address they had only claimed", async () => {
    const { person, reference } = await optOut({
      email: "mallory@example.net",
      otherEmails: "noor.haddad@example.net",
    });
    expect(await world.says("C-2")).toMatchObject({ mails: false, may_sell: false });
    const { token } = await askToOptIn(person, reference, ["marketing_email", "sale", "sharing"]);
    await confirmOptIn(person, reference, token);
    await drain();
    await dueNow();
    await sweepChoices();
    expect(await world.says("C-2")).toMatchObject({ mails: false, may_sell: false });
  });
});
