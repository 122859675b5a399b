import { readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { afterAll, beforeAll, expect, it } from "vitest";
import { releaseRequest } from "#lib/bundle/release.ts";
import { readRequestFile } from "#lib/fanout/file-view.ts";
import { drain } from "#lib/worker/drain.ts";
import { type House, openHouse } from "#lib/worker/fixture/house.ts";
import * as way from "#lib/worker/fixture/ways.ts";
import { readFeed } from "./feed/read.ts";
import { endToken, forgetTokens, keepToken, offerToken, tokensOf } from "./feed/token.ts";
import { accountFor } from "./fixture/account.ts";
import { readDealings } from "./history.ts";
import { answerHere, readHeld } from "./read.ts";

let house: House;

beforeAll(async () => {
  house = await openHouse(["club"]);
});
afterAll(() => house.close());

const mina = "mina.okafor@example.com";
const noor = { email: "noor.haddad@example.net", name: "Noor Haddad" };

async function answered(change: Parameters<typeof way.fileAndProve>[0] = {}) {
  const filed = await way.fileAndProve(change);
  await drain();
  const { version } = await readRequestFile(way.operator, filed.reference);
  await releaseRequest(way.operator, filed.reference, { version, partly: false });
  await drain();
  return filed;
}

async function newToken(actor: Awaited<ReturnType<typeof accountFor>>, days = 30) {
  const offered = offerToken(actor);
  if (!offered) throw new Error("the proof is fresh");
  const asked = { ticket: offered.ticket, name: "Notebook", days, otherwise: "My program" };
  return { ...offered, asked, kept: await keepToken(actor, asked) };
}

const schema = JSON.parse(
  readFileSync(new URL("../../docs/my-data-feed.schema.json", import.meta.url), "utf8"),
) as Record<string, unknown>;

it("shows what staff released to the account that proved the mailbox, freshly proven, and to no other", async () => {
  const account = await accountFor(mina);
  expect(await readHeld(account)).toBeNull();
  const { reference } = await way.fileAndProve();
  await drain();
  // Collected, and not released: there is nothing to show.
  expect(await answerHere(account)).toBeNull();
  expect(await readHeld(account)).toBeNull();
  const { version } = await readRequestFile(way.operator, reference);
  await releaseRequest(way.operator, reference, { version, partly: false });
  await drain();
  expect(await answerHere(account)).toMatchObject({ reference, expired: false });
  const held = await readHeld(account);
  if (held === null || held === "needs_code") throw new Error("there is an answer");
  const text = JSON.stringify(held);
  expect(text).toContain("12 Elm Row");
  expect(text).not.toContain("3 Quay Street");
  expect(held.kinds.map(({ system, records }) => [system.id, records])).toEqual([["club", 1]]);
  expect(
    held.groups.flatMap(({ facts }) => facts).find(({ fact }) => fact === "person.birth_date"),
  ).toMatchObject({
    agreement: "one",
    values: [{ text: "1984-03-12", sources: [{ system: "club", collection: "members" }] }],
  });
  const stale = { ...account, provenAt: new Date(Date.now() - 16 * 60_000) };
  expect(await readHeld(stale)).toBe("needs_code");
  const stranger = await accountFor(noor.email);
  expect(await readHeld(stranger)).toBeNull();
  expect(await readDealings(stranger)).toEqual([]);
  expect(await readDealings(account)).toMatchObject([
    { reference, right: "access", status: "ready", files: 1 },
  ]);
});

it("keeps two people's pages apart, and what somebody asked for another person off them", async () => {
  await answered(noor);
  const [hers, theirs] = [
    await readHeld(await accountFor(mina)),
    await readHeld(await accountFor(noor.email)),
  ];
  expect(JSON.stringify(hers)).not.toContain("Quay");
  expect(JSON.stringify(theirs)).toContain("3 Quay Street");
  expect(JSON.stringify(theirs)).not.toMatch(/Elm|Okafor/);
  // Filed for an address that somebody else proves: being signed in while filing makes it nobody's.
  const ada = await accountFor("ada.lind@example.org");
  await house.query(
    "update request set account_id = $1 where mailbox_token = (select mailbox_token from account where id = $2)",
    [ada.accountId, (await accountFor(noor.email)).accountId],
  );
  expect(await readHeld(ada)).toBeNull();
  expect(await readDealings(ada)).toEqual([]);
  await house.query("update request set account_id = null");
});

it("gives a program what was released to its person as a feed that the published schema knows, and nobody else's", async () => {
  const account = await accountFor(mina);
  const { token, kept, asked } = await newToken(account);
  expect(kept).toBe("kept");
  expect(await keepToken(account, asked)).toBe("kept");
  expect(await tokensOf(account)).toMatchObject([{ name: "Notebook", lastUsedAt: null }]);
  const feed = await readFeed(token);
  expect(feed?.body).toContain("12 Elm Row");
  expect(feed?.body).not.toMatch(/Quay|Haddad|canary/);
  expect(feed).toEqual(await readFeed(token));
  const ajv = new Ajv2020({ strict: true, allErrors: true });
  addFormats.default(ajv);
  const valid = ajv.compile(schema);
  expect(valid(JSON.parse(feed?.body ?? "")), JSON.stringify(valid.errors)).toBe(true);
  expect(valid({ ...JSON.parse(feed?.body ?? ""), "@type": "Person" })).toBe(false);
  const other = await newToken(await accountFor(noor.email));
  expect((await readFeed(other.token))?.body).not.toMatch(/Elm|Okafor/);
  // The token lies nowhere: neither as it is, nor in the log of what was done.
  const [row] = await house.query<{ found: string }>(
    "select string_agg(t::text, '') as found from feed_token t",
  );
  expect(row?.found).not.toContain(token);
  expect(row?.found).not.toContain("Notebook");
  expect(await house.query("select 1 from audit_event where kind = 'feed_read'")).toHaveLength(2);
});

it("lets a key work for its own account and session only, until it ends, and no more often than a program needs", async () => {
  const [account, stranger] = [await accountFor(mina), await accountFor(noor.email)];
  const offered = offerToken(account);
  const asked = {
    ticket: offered?.ticket ?? "",
    name: " \u202e\u0000 ",
    days: 9_999,
    otherwise: "My program",
  };
  expect(await keepToken(stranger, asked)).toBe("late");
  expect(await keepToken({ ...account, sessionId: stranger.sessionId }, asked)).toBe("late");
  expect(await readFeed(offered?.token ?? "")).toBeNull();
  const old = { ...account, provenAt: new Date(Date.now() - 16 * 60_000) };
  expect(offerToken(old)).toBeNull();
  expect(await keepToken(old, asked)).toBe("needs_code");
  expect(await keepToken(account, asked)).toBe("kept");
  const mine = await tokensOf(account);
  expect(mine[0]?.name).toBe("My program");
  expect(mine[0]?.expiresAt.getTime()).toBeLessThan(Date.now() + 8 * 86_400_000);
  await endToken(stranger, mine[0]?.id ?? "");
  await endToken(account, "x");
  expect(await readFeed(offered?.token ?? "")).not.toBeNull();
  await house.query("update feed_token set hour_uses = 120 where id = $1", [mine[0]?.id]);
  await expect(readFeed(offered?.token ?? "")).rejects.toMatchObject({ code: "too_many" });
  await house.query("update feed_token set hour_at = now() - interval '2 hours' where id = $1", [
    mine[0]?.id,
  ]);
  expect(await readFeed(offered?.token ?? "")).not.toBeNull();
  await endToken(account, mine[0]?.id ?? "");
  expect(await readFeed(offered?.token ?? "")).toBeNull();
  for (const wrong of ["", "x", "A".repeat(43), `${offered?.token}A`])
    expect(await readFeed(wrong)).toBeNull();
  for (let made = (await tokensOf(account)).length; made < 5; made++) await newToken(account);
  expect((await newToken(account)).kept).toBe("full");
});

it("ends with the time of a key, with the account, and when the person is erased", async () => {
  const account = await accountFor(mina);
  await house.query("delete from feed_token");
  const { token } = await newToken(account);
  await house.query(
    "update feed_token set created_at = now() - interval '8 days', expires_at = now() - interval '1 second'",
  );
  expect(await readFeed(token)).toBeNull();
  expect(await tokensOf(account)).toEqual([]);
  await forgetTokens();
  expect(await house.query("select 1 from feed_token")).toHaveLength(1);
  await house.query(
    "update feed_token set created_at = now() - interval '60 days', expires_at = now() - interval '31 days'",
  );
  await forgetTokens();
  expect(await house.query("select 1 from feed_token")).toHaveLength(0);

  const later = await newToken(account);
  expect(await readFeed(later.token)).not.toBeNull();
  const [erasing] = await house.query<{ id: string }>(
    "select id from request where right_asked = 'access' order by received_at limit 1",
  );
  await house.query(
    `insert into erasure (request_id, number, state, as_of, made_by, hash, totals, first_by, first_at, second_by, second_at, wait_until, started_at, ended_at)
       values ($1, 1, 'done', current_date, 'operator', 'x', '{}', 'staff/a', now(), 'staff/b', now(), now(), now(), now())`,
    [erasing?.id],
  );
  expect(await answerHere(account)).toBeNull();
  expect(await readHeld(account)).toBeNull();
  expect(await readFeed(later.token)).toBeNull();
  expect(await house.query("select ended_why from feed_token where ended_at is not null")).toEqual([
    { ended_why: "erased" },
  ]);
  // The other person's key knows nothing of it.
  const other = await newToken(await accountFor(noor.email));
  expect(await readFeed(other.token)).not.toBeNull();
  await house.query(
    "delete from account where mailbox_token = (select mailbox_token from account where id = $1)",
    [(await accountFor(noor.email)).accountId],
  );
  expect(await readFeed(other.token)).toBeNull();
});
