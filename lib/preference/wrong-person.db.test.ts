import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { EffectKind } from "#connectors/language/effect.ts";
import { personTold } from "#lib/recipient/read.ts";
import { drain } from "#lib/worker/drain.ts";
import * as way from "#lib/worker/fixture/ways.ts";
import { openWorld, type World } from "./fixture/world.ts";
import { askToOptIn, confirmOptIn } from "./opt-in.ts";
import { sweepChoices } from "./sweep.ts";
import { readChoices } from "./view.ts";

let world: World;
beforeAll(async () => {
  world = await openWorld(["store", "letters", "visits"]);
});
afterAll(() => world.close());
beforeEach(() => world.refill());

const dueNow = () => world.query("update choice_person set next_sweep_at = now()");

/** Somebody proves a mailbox of their own and claims Noor's address beside it. */
async function claimNoor(email: string) {
  const asked = await way.fileAndProve({ right: "opt_out", email, otherEmails: "noor.haddad@example.net" });
  await drain();
  return asked;
}

describe("somebody who claims another person's address in an opt-out", () => {
  it("lifts nothing in that person's records by agreeing again, not even for a moment", async () => {
    const { person, reference } = await claimNoor("mallory@example.net");
    expect(await world.says("C-2")).toMatchObject({ mails: false, may_sell: false, calls: "no" });
    const { token } = await askToOptIn(person, reference, ["marketing_email", "sale", "marketing_phone"]);
    await confirmOptIn(person, reference, token);
    await drain();
    expect(await world.says("C-2")).toMatchObject({ mails: false, may_sell: false, calls: "no" });
  });

  it("is not told what that person had chosen before, and when", async () => {
    const noor = await way.fileAndProve({ right: "opt_out", email: "noor.haddad@example.net", stop: "sale" });
    await drain();
    const { person, reference } = await claimNoor("mallory.two@example.net");
    const mine = await readChoices(person, reference);
    const hers = await readChoices(noor.person, noor.reference);
    const since = hers.find(({ kind }) => kind === "sale")?.since;
    expect(since).toBeDefined();
    expect(mine.map((one) => one.since)).not.toContainEqual(since);
    expect(mine.every(({ history }) => history.length === 1)).toBe(true);
  });

  it("does not take that person's choice back by agreeing in a system themselves", async () => {
    const noor = await way.fileAndProve({ right: "opt_out", email: "noor.haddad@example.net" });
    await drain();
    await claimNoor("mallory.three@example.net");
    await world.store.query(
      "insert into people (number, name, email, agreed) values ('C-66', 'Mal', 'mallory.three@example.net', now() + interval '1 minute')",
    );
    await dueNow();
    await sweepChoices();
    expect(await world.says("C-66")).toMatchObject({ mails: true });
    const hers = await readChoices(noor.person, noor.reference);
    expect(hers.find(({ kind }) => kind === "marketing_email")).toMatchObject({ stands: "out" });
  });
});

describe("who else was told of an opt-out", () => {
  it("is shown for what the proven mailbox led to, and not for an address that was only claimed", async () => {
    const told = (requestId: string) =>
      world.query(
        `insert into recipient_notice (id, request_id, action, system_id, recipient, name, role, country, kind, groups, duties, how, state, due_day)
         values (gen_random_uuid(), $1, 'opt_out', 'store', 'ads', 'Ad Partner', 'shows adverts', 'IE', 'third_party', '{}', '[]', 'by_hand', 'settled', current_date)`,
        [requestId],
      );
    const mallory = await claimNoor("mallory.four@example.net");
    await told(mallory.requestId);
    expect(await personTold(mallory.person, mallory.reference)).toEqual([]);
    const mina = await way.fileAndProve({ right: "opt_out" });
    await drain();
    await told(mina.requestId);
    expect(await personTold(mina.person, mina.reference)).toMatchObject([{ name: "Ad Partner" }]);
  });
});

describe("agreeing again", () => {
  const agree = async (person: Awaited<ReturnType<typeof claimNoor>>, kinds: EffectKind[]) => {
    const { token } = await askToOptIn(person.person, person.reference, kinds);
    await confirmOptIn(person.person, person.reference, token);
  };

  it("in two goes lifts both, though the first was not done yet", async () => {
    const asked = await way.fileAndProve({ right: "opt_out" });
    await drain();
    await agree(asked, ["marketing_email"]);
    await agree(asked, ["sale", "sharing"]);
    await drain();
    expect(await world.says("C-1")).toMatchObject({ mails: true, may_sell: true, calls: "no" });
  });

  it("from the page of another request lifts what the first one set, and it stays so", async () => {
    await way.fileAndProve({ right: "opt_out" });
    await drain();
    expect(await world.says("C-1")).toMatchObject({ mails: false });
    await agree(await way.fileAndProve({ right: "access" }), ["marketing_email"]);
    await drain();
    await dueNow();
    await sweepChoices();
    expect(await world.says("C-1")).toMatchObject({ mails: true, calls: "no" });
  });

  it("does not undo an opt-out that came after it and was faster", async () => {
    const asked = await way.fileAndProve({ right: "opt_out", email: "noor.haddad@example.net" });
    await drain();
    await agree(asked, ["marketing_email"]);
    await world.query("update effect_system set not_before = now() + interval '1 hour' where act = 'lift'");
    await way.fileAndProve({ right: "opt_out", email: "noor.haddad@example.net" });
    await drain();
    await world.query("update effect_system set not_before = now() where act = 'lift' and state = 'ready'");
    await drain();
    expect(await world.says("C-2")).toMatchObject({ mails: false });
  });
});
