import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type House, openHouse } from "#lib/worker/fixture/house.ts";
import { file, fileAndProve, newVisitor, operator, owedTo } from "#lib/worker/fixture/ways.ts";
import { giveOpinion, opinionState, readOpinions } from "./opinion.ts";
import { remindPeople } from "./remind.ts";

let house: House;
beforeAll(async () => {
  house = await openHouse(["newsletter"]);
});
afterAll(() => house.close());

/** Mails of one kind that are owed about a request. */
const owed = async (requestId: string, kind: string) =>
  (await owedTo(requestId)).filter((one) => one.kind === kind);
const mailsTo = async (requestId: string) => {
  await remindPeople();
  return (await owedTo(requestId)).map(({ kind }) => kind).filter((kind) => kind !== "code");
};
/** Moves the days of a request, as only its clocks may, past all guards. */
const days = async (requestId: string, set: string) => {
  await house.query("alter table request disable trigger user");
  await house.query(`update request set ${set} where id = $1`, [requestId]);
  await house.query("alter table request enable trigger user");
};

describe("mails that time brings", { timeout: 60_000 }, () => {
  it("remind of the code after a day and after three, once each, also of several sweeps at once", async () => {
    const { requestId } = await file();
    expect(await mailsTo(requestId)).toEqual([]);
    await days(requestId, "entered_at = now() - interval '25 hours'");
    await Promise.all([remindPeople(), remindPeople(), remindPeople()]);
    expect(await mailsTo(requestId)).toEqual(["unproven_day"]);
    await days(requestId, "entered_at = now() - interval '73 hours'");
    await mailsTo(requestId);
    expect(await mailsTo(requestId)).toEqual(["unproven_day", "unproven_three_days"]);
    const late = await file();
    await days(late.requestId, "entered_at = now() - interval '4 days'");
    expect(await mailsTo(late.requestId)).toEqual(["unproven_three_days"]);
    const free = await file({ right: "opt_out" });
    await days(free.requestId, "entered_at = now() - interval '2 days'");
    expect(await mailsTo(free.requestId)).not.toContain("unproven_day");
  });

  it("say at half time that we work on it, and by when", async () => {
    const { requestId } = await fileAndProve();
    await remindPeople();
    expect(await owed(requestId, "half_time")).toEqual([]);
    await days(requestId, "received_day = current_date - 20, safe_due = current_date + 8");
    await remindPeople();
    await remindPeople();
    const [mail, ...more] = await owed(requestId, "half_time");
    expect(more).toEqual([]);
    expect(mail?.to).toBe("mina.okafor@example.com");
    expect(mail?.vars.due).toMatch(/^\w+day,? \d/);
  });

  it("say that we are late, with a day only where there is one", async () => {
    const [open, dated] = [await fileAndProve(), await fileAndProve()];
    for (const { requestId } of [open, dated])
      await days(requestId, "legal_due = current_date - 1, safe_due = current_date - 3");
    await days(dated.requestId, "forecast_day = current_date + 9");
    expect(await mailsTo(open.requestId)).toContain("late_open");
    expect(await mailsTo(dated.requestId)).toContain("late");
    await remindPeople();
    expect(await owed(open.requestId, "late_open")).toHaveLength(1);
  });

  it("ask once how we did, and count the answer without whose it is", async () => {
    const { person, reference, requestId } = await fileAndProve();
    expect(await opinionState(person, reference)).toBe("early");
    await expect(giveOpinion(person, reference, "well")).rejects.toMatchObject({ code: "conflict" });
    await days(requestId, "status = 'closed', ended_at = now() - interval '2 days'");
    await remindPeople();
    await remindPeople();
    expect(await owed(requestId, "how_did_we_do")).toHaveLength(1);
    await giveOpinion(person, reference, "well");
    await giveOpinion(person, reference, "badly");
    expect(await opinionState(person, reference)).toBe("given");
    expect(await readOpinions(operator)).toMatchObject([{ well: 1, partly: 0, badly: 0 }]);
    expect(await house.query("select * from opinion_given")).toEqual([{ request_id: requestId }]);
    await expect(readOpinions(newVisitor())).rejects.toMatchObject({ code: "forbidden" });
    await expect(giveOpinion(newVisitor(), reference, "well")).rejects.toMatchObject({ code: "not_found" });
  });

  it("remind of a question and of a download that ends, of each once", async () => {
    const { requestId } = await fileAndProve();
    await house.query(
      `insert into question (request_id, about, asked_day, asked_at, asked_by, sealed)
         values ($1, 'clarification', current_date - 8, now() - interval '8 days', 'staff/x', 'x')`,
      [requestId],
    );
    await remindPeople();
    await remindPeople();
    expect(await owed(requestId, "question_again")).toHaveLength(1);
    const ready = await fileAndProve();
    await days(ready.requestId, "status = 'ready'");
    await house.query(
      `insert into bundle (id, request_id, number, partial, state, released_by, ready_at, expires_at)
         values ($1, $2, 1, false, 'settled', 'staff/x', now() - interval '12 days', now() + interval '2 days')`,
      [randomUUID(), ready.requestId],
    );
    await remindPeople();
    await remindPeople();
    expect(await owed(ready.requestId, "link_ends")).toHaveLength(1);
  });
});
