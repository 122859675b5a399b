import { afterAll, beforeAll, expect, it } from "vitest";
import { type House, openHouse } from "#lib/worker/fixture/house.ts";
import * as way from "#lib/worker/fixture/ways.ts";
import { sendCode } from "./prove.ts";

let house: House;

beforeAll(async () => {
  house = await openHouse(["shop"], { HABEAS_CODES_PER_HOUR: "2" });
});
afterAll(() => house.close());

it("a mailbox gets its share of codes, however many requests and browsers ask for it", async () => {
  const mails = () => house.query("select 1 from notice where kind = 'code'");
  const all = [await way.file(), await way.file(), await way.file()];
  const sent = await Promise.allSettled(all.map(({ visitor, reference }) => sendCode(visitor, reference)));
  expect(sent.map((one) => one.status).sort()).toEqual(["fulfilled", "fulfilled", "rejected"]);
  expect(await mails()).toHaveLength(2);
  // Somebody else's mailbox is not touched by it, and an hour later there is room again.
  const other = await way.file({ email: "noor.haddad@example.net" });
  await sendCode(other.visitor, other.reference);
  await house.query("update challenge set created_at = created_at - interval '61 minutes'");
  const [first] = all;
  if (first) await sendCode(first.visitor, first.reference);
  expect(await mails()).toHaveLength(4);
});
