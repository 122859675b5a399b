import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { inTransaction } from "#lib/db/database.ts";
import { type House, openHouse } from "#lib/worker/fixture/house.ts";
import { type DutyNotice, dutyNoticeFacts, oweDutyNotice } from "./duty-notice.ts";
import { fileRequest } from "./file.ts";
import { lockRequest } from "./move.ts";

let house: House;
beforeAll(async () => {
  house = await openHouse(["newsletter"]);
});
afterAll(() => house.close());

async function filed(place = "IE"): Promise<string> {
  const once = `once-${Math.random()}`;
  const { requestId } = await fileRequest(
    { kind: "visitor", browser: "a-browser-of-this-test" },
    {
      right: "access",
      who: "self",
      relation: "",
      theirName: "",
      place,
      name: "Mina Okafor",
      email: "mina.okafor@example.com",
      otherEmails: "",
      phone: "",
      scope: "everything",
      details: "",
      wrong: "",
      correct: "",
    },
    once,
    "portal",
  );
  return requestId;
}
const owed = (id: string, asked: DutyNotice) =>
  inTransaction(async (tx) => oweDutyNotice(tx, await lockRequest(tx, id), asked));
const notices = () => house.query<{ id: string; kind: string }>("select id, kind from notice order by id");

const refusal: DutyNotice = {
  notice: "refusal",
  given: { reasons: "We searched by what you gave us, and found two people." },
  ground: "cannot_identify",
};

describe("a notice of duty", { timeout: 60_000 }, () => {
  it("is owed once it says all that the law asks for; the house adds what it knows", async () => {
    const id = await filed();
    const noticeId = await owed(id, refusal);
    expect(await notices()).toEqual([{ id: noticeId, kind: "refusal" }]);
    const { facts, missing } = await inTransaction(async (tx) =>
      dutyNoticeFacts(tx, await lockRequest(tx, id), refusal),
    );
    expect(missing).toEqual([]);
    expect(facts.contents.legal_basis).toBe("Regulation (EU) 2016/679, articles 11(2) and 12(2)");
    expect(facts.authorities.map((one) => one.name)).toEqual(["Data Protection Commission"]);
  });

  it("is refused with what is missing, in words, and nothing is owed", async () => {
    const id = await filed();
    const before = await notices();
    await expect(owed(id, { notice: "refusal", given: { reasons: " " } })).rejects.toMatchObject({
      code: "invalid",
      message: "This notice cannot be sent yet. It does not say: the reasons; the article it rests on.",
    });
    expect(await notices()).toEqual(before);
  });
});
