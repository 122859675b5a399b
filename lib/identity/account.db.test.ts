import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openHandover } from "#lib/bundle/handover.ts";
import type { Actor } from "#lib/core/actor.ts";
import { HabeasError } from "#lib/core/errors.ts";
import { newToken } from "#lib/core/token.ts";
import { database, inTransaction } from "#lib/db/database.ts";
import { readDealings } from "#lib/me/history.ts";
import { readOwnFacts } from "#lib/me/own-facts.ts";
import { requestFor } from "#lib/request/access.ts";
import { complainAbout } from "#lib/request/complain.ts";
import { fileTogether } from "#lib/request/file-together.ts";
import { confirmAsAccount, tryCode } from "#lib/request/prove.ts";
import { track } from "#lib/request/track.ts";
import { type House, openHouse } from "#lib/worker/fixture/house.ts";
import * as way from "#lib/worker/fixture/ways.ts";
import {
  type AccountActor,
  type AccountProof,
  accountOf,
  accountRequests,
  endSession,
  endSessions,
  readAccount,
  sessionsOf,
} from "./account.ts";
import { canonicalMailbox } from "./canonical.ts";
import { askToSave, savePasskey } from "./passkey/passkeys.ts";
import { actorOf, endPersonSession, openAccountSession } from "./session.ts";

let house: House;
beforeAll(async () => {
  house = await openHouse(["shop"]);
});
afterAll(() => house.close());

const act = { person: "act", staff: "cancel" } as const;

function mailbox(address: string): AccountProof {
  const canonical = canonicalMailbox(address);
  if (!canonical) throw new Error("no address");
  return { kind: "mailbox", mailbox: canonical };
}

async function signedIn(proof: AccountProof, device = ""): Promise<{ actor: AccountActor; session: string }> {
  const { session } = await inTransaction(async (tx) =>
    openAccountSession(tx, await accountOf(tx, proof), { how: "code_by_mail", device }),
  );
  const actor = await actorOf({ browser: newToken(), person: session });
  if (actor.kind !== "account") throw new Error("the session did not hold");
  return { actor, session };
}

const seen = async (actor: Actor, reference: string) => {
  try {
    await requestFor(database(), actor, reference, act);
    return "yes";
  } catch (error) {
    return error instanceof HabeasError ? error.code : "a bug";
  }
};

describe("the session of an account", () => {
  it("sees and acts on every request of its proven mailbox, and on no other", async () => {
    const first = await way.file();
    const second = await way.file({ right: "erasure" });
    const foreign = await way.file({ email: "noor.haddad@example.net", name: "Noor Haddad" });
    const { actor } = await signedIn(mailbox("Mina.Okafor@Example.com"));
    expect(await seen(actor, first.reference)).toBe("yes");
    expect(await seen(actor, second.reference)).toBe("yes");
    expect(await seen(actor, foreign.reference)).toBe("not_found");
    expect(await seen(actor, "LK-222-222")).toBe("not_found");
    expect((await track(actor, first.reference)).proven).toBe(true);
    const listed = (await accountRequests(actor)).map((row) => row.reference);
    expect(listed).toContain(first.reference);
    expect(listed).toContain(second.reference);
    expect(listed).not.toContain(foreign.reference);
  });

  it("takes one session of a single request for nothing more than that", async () => {
    const own = await way.fileAndProve({ email: "one@example.com" });
    const other = await way.file({ email: "one@example.com" });
    expect(await seen(own.person, own.reference)).toBe("yes");
    expect(await seen(own.person, other.reference)).toBe("not_found");
  });

  it("of the company's login without a vouched mailbox sees only what it filed", async () => {
    const typed = await way.file({ email: "kept@example.com" });
    const login = { kind: "sign_in", issuer: "https://id.example.com", name: "Kit" } as const;
    const { actor } = await signedIn({ ...login, subject: "7", mailbox: null, known: [] });
    expect(await seen(actor, typed.reference)).toBe("not_found");
    expect(await accountRequests(actor)).toEqual([]);
    await house.query("update request set account_id = $1 where id = $2", [actor.accountId, typed.requestId]);
    expect(await seen(actor, typed.reference), "filing proves nothing").toBe("not_found");
    expect((await track(actor, typed.reference)).proven).toBe(false);
    expect((await accountRequests(actor)).map((row) => row.reference)).toEqual([typed.reference]);
    await house.query("update request set verified_how = 'sign_in' where id = $1", [typed.requestId]);
    expect(await seen(actor, typed.reference)).toBe("yes");
    const other = await signedIn({ ...login, subject: "8", mailbox: null, known: [] });
    const elsewhere = await signedIn({
      ...login,
      issuer: "https://other.example.com",
      subject: "7",
      mailbox: null,
      known: [],
    });
    expect(other.actor.accountId).not.toBe(actor.accountId);
    expect(elsewhere.actor.accountId, "the same subject at another issuer is somebody else").not.toBe(
      actor.accountId,
    );
    expect(await seen(elsewhere.actor, typed.reference)).toBe("not_found");
  });

  it("lasts thirty minutes, is never made longer by being used, and is stored as a hash", async () => {
    const { actor, session } = await signedIn(mailbox("long@example.com"));
    const row = async () =>
      await house.query<{ text: string; minutes: string; ends: string }>(
        "select s::text as text, extract(epoch from expires_at - proven_at) / 60 as minutes, expires_at as ends from person_session s where id = $1",
        [actor.sessionId],
      );
    const [before] = await row();
    expect(Number(before?.minutes)).toBeCloseTo(30, 1);
    expect(before?.text).not.toContain(session);
    for (let used = 0; used < 3; used++) await actorOf({ browser: "x", person: session });
    expect((await row())[0]?.ends).toEqual(before?.ends);
    await house.query("update person_session set expires_at = now() where id = $1", [actor.sessionId]);
    expect((await actorOf({ browser: "x", person: session })).kind).toBe("visitor");
  });

  it("gets a new id with each new proof, and the one before is over", async () => {
    const filed = await way.file({ email: "fresh@example.com" });
    const { actor, session } = await signedIn(mailbox("fresh@example.com"));
    const code = await way.codeFor({ kind: "visitor", browser: actor.browser }, filed.reference);
    const verdict = await tryCode(actor, filed.reference, code);
    if (verdict.kind !== "proven") throw new Error(verdict.kind);
    expect(verdict.session).not.toBe(session);
    expect((await actorOf({ browser: actor.browser, person: session })).kind).toBe("visitor");
    const after = await actorOf({ browser: actor.browser, person: verdict.session });
    expect(after).toMatchObject({ kind: "account", accountId: actor.accountId });
  });

  it("is in the log as the person, and may complain as the person", async () => {
    const filed = await way.file({ email: "angry@example.com" });
    const { actor } = await signedIn(mailbox("angry@example.com"));
    const complaint = await complainAbout(actor, filed.reference, "Nobody answered me for a week.", "k1");
    const events = await house.query<{ actor: string }>("select actor from audit_event where chain = $1", [
      complaint.requestId,
    ]);
    expect(events.length).toBeGreaterThan(0);
    expect(new Set(events.map((one) => one.actor))).toEqual(new Set(["person"]));
  });
});

describe("what an account filed with somebody else’s address", () => {
  it("stays out of its reach once that person has proven it, and so do their sessions", async () => {
    const { actor } = await signedIn(mailbox("filer@example.com"));
    const victim = await way.fileAndProve({ email: "somebody.else@example.com" });
    await house.query("update request set account_id = $1 where id = $2", [
      actor.accountId,
      victim.requestId,
    ]);
    expect(await seen(actor, victim.reference)).toBe("not_found");
    expect((await track(actor, victim.reference)).proven).toBe(false);
    await expect(openHandover(actor, victim.reference, 1)).rejects.toMatchObject({ code: "not_found" });
    await expect(readOwnFacts(actor, victim.reference)).rejects.toMatchObject({ code: "not_found" });
    expect((await sessionsOf(actor)).map((one) => one.reference)).toEqual([null]);
    await endSessions(actor);
    expect(await seen(victim.person, victim.reference)).toBe("yes");
  });
});

it("a request that one account filed and another proved by signing in is the other’s alone", async () => {
  const login = { kind: "sign_in", issuer: "https://id.example.com", name: "" } as const;
  const filer = await signedIn({ ...login, subject: "filer", mailbox: null, known: [] });
  const victim = mailbox("proved.by.login@example.com");
  const rights = [way.asked({ email: "proved.by.login@example.com" })];
  rights.push(way.asked({ email: "proved.by.login@example.com", right: "erasure" }));
  const filed = await fileTogether(filer.actor, rights, "filed-for-them", null);
  const prover = await signedIn({ ...login, subject: "prover", mailbox: victim.mailbox, known: [] });
  await confirmAsAccount(prover.actor, filed[0]?.reference ?? "");
  for (const { reference } of filed) {
    expect((await track(prover.actor, reference)).provenAt).not.toBeNull();
    expect(await seen(prover.actor, reference)).toBe("yes");
    expect(await seen(filer.actor, reference)).toBe("not_found");
    expect((await readDealings(filer.actor)).map((one) => one.reference)).not.toContain(reference);
  }
});

describe("the devices of an account", () => {
  it("are listed, with the sessions of its single requests, and end one by one or all at once", async () => {
    const single = await way.fileAndProve({ email: "devices@example.com" });
    const phone = await signedIn(mailbox("devices@example.com"), "Firefox, Android");
    const laptop = await signedIn(mailbox("devices@example.com"), "Safari, Mac");
    const stranger = await signedIn(mailbox("stranger@example.com"));
    const listed = await sessionsOf(laptop.actor);
    expect(listed.map((one) => [one.device, one.here, one.reference])).toEqual([
      ["Safari, Mac", true, null],
      ["Firefox, Android", false, null],
      ["", false, single.reference],
    ]);
    await expect(endSession(stranger.actor, phone.actor.sessionId)).rejects.toMatchObject({
      code: "not_found",
    });
    await expect(endSession(laptop.actor, "nonsense")).rejects.toMatchObject({ code: "not_found" });
    await endSession(laptop.actor, phone.actor.sessionId);
    expect((await actorOf({ browser: "x", person: phone.session })).kind).toBe("visitor");
    expect(await endSessions(laptop.actor)).toBe(2);
    expect((await actorOf({ browser: "x", person: laptop.session })).kind).toBe("visitor");
    expect((await actorOf({ browser: "x", person: single.session })).kind).toBe("visitor");
    expect((await actorOf({ browser: "x", person: stranger.session })).kind).toBe("account");
    await endPersonSession(stranger.actor);
    expect((await actorOf({ browser: "x", person: stranger.session })).kind).toBe("visitor");
  });

  it("are saved for signing in only while the proof is fresh", async () => {
    const { actor } = await signedIn(mailbox("passkey@example.com"));
    await askToSave(actor, "p•••@example.com", "Larkspur");
    const asked = () => house.query("select 1 from ceremony where kind = 'passkey_made'");
    const stale = { ...actor, provenAt: new Date(Date.now() - 16 * 60_000) };
    await expect(savePasskey(stale, "{}", "")).rejects.toMatchObject({ code: "forbidden" });
    // Not even what the device was asked is looked at.
    expect(await asked()).toHaveLength(1);
    await expect(savePasskey(actor, "{}", "")).rejects.toMatchObject({ code: "forbidden" });
    expect(await asked()).toHaveLength(0);
  });

  it("keep of an account only what was proven, sealed", async () => {
    const { actor } = await signedIn(mailbox("sealed@example.com"));
    const rows = await house.query<{ text: string }>("select a::text as text from account a");
    expect(rows.map((row) => row.text).join()).not.toContain("sealed@example.com");
    expect(await readAccount(actor)).toEqual(mailbox("sealed@example.com"));
  });

  it("of one thing: a session is of a request or of an account, never of both or none", async () => {
    const insert = "insert into person_session (token_hash, expires_at) values ('x', now())";
    await expect(house.query(insert)).rejects.toThrow("session_of_one_thing");
  });
});

it("what the company's login tells is a proven identifier of what the person files about themselves", async () => {
  const login = { kind: "sign_in", issuer: "https://id.example.com", subject: "99", name: "Mina" } as const;
  const known = [{ kind: "customer_number", value: "C-100417" }];
  const proof = mailbox("signed.in@example.com");
  const { actor } = await signedIn({ ...login, mailbox: proof.mailbox, known });
  const asked = way.asked({ email: "signed.in@example.com" });
  const [filed] = await fileTogether(actor, [asked], "once-signed-in", null);
  expect(filed?.proven).toBe(true);
  const rows = await house.query("select kind, origin from identifier where request_id = $1 order by kind", [
    filed?.requestId,
  ]);
  expect(rows).toEqual([
    { kind: "customer_number", origin: "proven" },
    { kind: "email", origin: "proven" },
  ]);
  const [elsewhere] = await fileTogether(
    actor,
    [way.asked({ email: "else@example.com" })],
    "once-other",
    null,
  );
  expect(elsewhere?.proven).toBe(false);
});
