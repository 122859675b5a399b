import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { releaseRequest } from "#lib/bundle/release.ts";
import type { Actor } from "#lib/core/actor.ts";
import { database } from "#lib/db/database.ts";
import { readRequestFile } from "#lib/fanout/file-view.ts";
import { atDesk } from "#lib/staff/fixture/member.ts";
import { keyOf } from "#lib/vault/request-key.ts";
import { seal, tokenOf } from "#lib/vault/seal.ts";
import { type House, openHouse } from "#lib/worker/fixture/house.ts";
import * as way from "#lib/worker/fixture/ways.ts";
import { identifierContext } from "../plan.ts";
import { askSecondContact, readDeskProofs, recordStaffCheck, withdrawProof } from "./desk.ts";
import { readKeptProofs } from "./kept.ts";
import { readSecondCheck, sendSecondCode, trySecondCode } from "./second.ts";

let house: House;
let staff: Actor;
beforeAll(async () => {
  house = await openHouse(["shop"]);
  const staffId = randomUUID();
  staff = { ...atDesk, kind: "staff", staffId, name: "Alba Reyes", initials: "AR", role: "officer" };
});
afterAll(() => house.close());

const fresh = () => way.fileAndProve({ email: `p${randomUUID()}@example.com` });

/** As if a system had told of this address, or somebody had only typed it. */
async function onFile(requestId: string, address: string, origin = "found", confidence = "exact") {
  const key = await keyOf(database(), requestId);
  const [row] = await house.query<{ id: string }>(
    "insert into identifier (request_id, kind, token, sealed, origin, confidence) values ($1, 'email', $2, $3, $4, $5) returning id",
    [
      requestId,
      tokenOf("email", address),
      seal(key, identifierContext(requestId, "email"), address),
      origin,
      confidence,
    ],
  );
  return Number(row?.id);
}

const codeSent = async (requestId: string) => {
  const mail = (await way.owedTo(requestId)).findLast((one) => one.kind === "second_code");
  return { to: mail?.to, code: mail?.vars.code ?? "" };
};

describe("a second contact on file", () => {
  it("is chosen masked among what systems hold, gets the code, and its code passes once", async () => {
    const { person, reference, requestId } = await fresh();
    const id = await onFile(requestId, "mina.second@example.org");
    await onFile(requestId, "typed@example.net", "claimed", "claimed");
    expect(await readSecondCheck(person, reference)).toBeNull();
    await askSecondContact(staff, reference, "Health records were found.");
    expect(await readSecondCheck(person, reference)).toEqual({
      choices: [{ id, contact: "m•••@example.org" }],
    });
    await sendSecondCode(person, reference, id);
    const { to, code } = await codeSent(requestId);
    expect(to).toBe("mina.second@example.org");
    expect(await trySecondCode(person, reference, code === "00000000" ? "1" : "00000000")).toBe("wrong");
    expect(await trySecondCode(person, reference, code)).toBe("passed");
    expect(await readSecondCheck(person, reference)).toBeNull();
    expect((await readKeptProofs(person, reference)).map(({ how, state }) => [how, state])).toEqual([
      ["code_by_mail", "passed"],
      ["second_contact", "passed"],
    ]);
  });

  it("DSR-24 is never one that was only typed, only one that is held already, and nobody else chooses", async () => {
    const { person, reference, requestId, visitor } = await fresh();
    const typed = await onFile(requestId, "typed@example.net", "claimed", "claimed");
    await askSecondContact(staff, reference, "Health records were found.");
    await expect(sendSecondCode(person, reference, typed)).rejects.toMatchObject({ code: "not_found" });
    const other = await fresh();
    await expect(readSecondCheck(other.person, reference)).rejects.toMatchObject({ code: "not_found" });
    await expect(readSecondCheck(visitor, reference)).rejects.toMatchObject({ code: "not_found" });
    expect(await readKeptProofs(visitor, reference)).toEqual([]);
  });

  it("keeps everything back in the database itself until it is given or taken back", async () => {
    const { reference, requestId } = await fresh();
    await askSecondContact(staff, reference, "Health records were found.");
    const order = () =>
      house.query(
        "insert into bundle (request_id, number, partial, released_by) values ($1, 1, false, 'x')",
        [requestId],
      );
    await expect(order()).rejects.toThrow("a further proof is still asked for");
    await withdrawProof(staff, reference);
    await order();
    await expect(
      house.query("update proof set state = 'passed' where request_id = $1 and how = 'second_contact'", [
        requestId,
      ]),
    ).rejects.toThrow("a decided proof does not change");
  });

  it("keeps answer and part of it back with words for staff that say what is waited for", async () => {
    const { reference } = await fresh();
    const shown = async () => {
      const { version, blocking, may } = await readRequestFile(staff, reference);
      return { version, said: blocking.some((one) => one.startsWith("More proof was asked for")), may };
    };
    expect((await shown()).said).toBe(false);
    await askSecondContact(staff, reference, "Health records were found.");
    const { version, said, may } = await shown();
    expect(said).toBe(true);
    expect(may).toMatchObject({ release: false, releasePartly: false });
    for (const partly of [true, false]) {
      await expect(releaseRequest(staff, reference, { version, partly })).rejects.toMatchObject({
        code: "conflict",
        message: expect.stringContaining("More proof was asked for"),
      });
    }
    await withdrawProof(staff, reference);
    expect((await shown()).said).toBe(false);
  });

  it("is asked for once at a time, and never where the law lets nothing be asked", async () => {
    const { reference } = await fresh();
    await askSecondContact(staff, reference, "Health records were found.");
    await expect(askSecondContact(staff, reference, "Once more.")).rejects.toMatchObject({
      code: "conflict",
    });
    const optOut = await way.file({ right: "opt_out", place: "US-CA", email: "out@example.com" });
    await expect(askSecondContact(staff, optOut.reference, "To be sure.")).rejects.toMatchObject({
      code: expect.stringMatching(/invalid|conflict/),
    });
  });
});

describe("a check by staff", () => {
  it("says by which contact on file, passes in place of what was asked, and is sealed", async () => {
    const { person, reference, requestId } = await fresh();
    await askSecondContact(staff, reference, "Health records were found.");
    const check = { how: "staff_phone", contact: "The mobile in the shop", checked: "Called back at noon" };
    await expect(
      recordStaffCheck(staff, reference, { ...check, contact: "", passed: true }),
    ).rejects.toMatchObject({ code: "invalid" });
    await expect(
      recordStaffCheck(staff, reference, { ...check, how: "quiz", passed: true }),
    ).rejects.toMatchObject({ code: "invalid" });
    await recordStaffCheck(staff, reference, { ...check, passed: true });
    const view = await readDeskProofs(staff, reference);
    expect(view.proofs.map(({ how, state }) => [how, state])).toEqual([
      ["code_by_mail", "passed"],
      ["second_contact", "withdrawn"],
      ["staff_phone", "passed"],
    ]);
    expect(view.proofs.at(-1)?.words?.checked).toBe("Called back at noon");
    const rows = await house.query<{ text: string }>(
      "select p::text as text from proof p where request_id = $1",
      [requestId],
    );
    expect(rows.map((row) => row.text).join()).not.toContain("Called");
    await expect(recordStaffCheck(person, reference, { ...check, passed: true })).rejects.toMatchObject({
      code: "not_found",
    });
  });
});
