import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openHandover } from "#lib/bundle/handover.ts";
import { database } from "#lib/db/database.ts";
import { remindPeople } from "#lib/dealing/remind.ts";
import { requestFor } from "#lib/request/access.ts";
import { destroyEnded } from "#lib/worker/destroy.ts";
import { drain } from "#lib/worker/drain.ts";
import * as way from "#lib/worker/fixture/ways.ts";
import { acceptAuthority } from "./decide.ts";
import {
  account,
  because,
  byAgent,
  gone,
  house,
  mailboxes,
  nobody,
  openWithStaff,
  pdf,
  proven,
  released,
  type Staff,
  statusOf,
  token,
} from "./fixture/stand.ts";
import { addPaper } from "./papers.ts";
import { answerAsPerson, readAskedOfPerson } from "./person.ts";
import { readAsAgent, readAsAsker, readForDesk } from "./read.ts";

let alba: Staff;

beforeAll(async () => {
  alba = await openWithStaff();
});
afterAll(() => house.close());

describe("an agent", () => {
  it("has nothing looked up before the person says yes; then the person's mailbox is walked and no other", async () => {
    const { requestId, reference, visitor, link } = await byAgent();
    await drain();
    expect(await statusOf(requestId)).toBe("received");
    expect(await mailboxes(requestId)).toEqual([]);
    const asks = (await way.owedTo(requestId)).find((one) => one.kind === "behalf_asked");
    expect(asks?.to).toBe("mina.okafor@example.com");
    expect(Object.keys(asks?.vars ?? {})).toEqual(["link"]);
    expect(await readAskedOfPerson(link)).toMatchObject({
      asker: { name: "Tom Berger", email: "karl.vogt@example.org" },
      rights: ["access"],
      state: "open",
    });
    await answerAsPerson(nobody, link, "yes");
    await drain();
    const walked = await mailboxes(requestId);
    expect(walked[0]).toEqual({ token: token("mina.okafor@example.com"), origin: "proven" });
    expect(walked.map((one) => one.token)).not.toContain(token("karl.vogt@example.org"));
    await released(reference);
    // The agent sees how it stands, and nothing of the person: no tracking page, no session, no download.
    expect(await readAsAsker(visitor, reference)).toMatchObject({ state: "accepted", personSaid: "yes" });
    await expect(
      requestFor(database(), visitor, reference, { person: "see", staff: "work" }),
    ).rejects.toMatchObject(gone);
    await expect(openHandover(visitor, reference, 1)).rejects.toMatchObject(gone);
    await expect(openHandover(await account("karl.vogt@example.org"), reference, 1)).rejects.toMatchObject(
      gone,
    );
    const person = await proven(way.newVisitor(), reference);
    const text = [...(await way.openedBundle(person, reference, 1)).values()].join("\n");
    expect(text).toContain("canary-mina");
    expect(text).not.toContain("canary-karl");
  });

  it("DSR-27 gets the answer only where staff accepted that, and after the person had time to say no", async () => {
    const { requestId, reference, visitor, link } = await byAgent();
    await expect(
      acceptAuthority(alba, reference, { how: "paper", to: "asker", reason: because }),
    ).rejects.toMatchObject({ code: "invalid" });
    await addPaper(visitor, reference, pdf, "asker");
    await expect(
      acceptAuthority(alba, reference, { how: "paper", to: "asker", reason: "ok" }),
    ).rejects.toMatchObject({ code: "invalid" });
    await acceptAuthority(alba, reference, { how: "paper", to: "asker", reason: because });
    await drain();
    const walked = await mailboxes(requestId);
    expect(walked[0]).toEqual({ token: token("mina.okafor@example.com"), origin: "decided" });
    expect(walked.map((one) => one.token)).not.toContain(token("karl.vogt@example.org"));
    const told = (await way.owedTo(requestId)).find((one) => one.kind === "behalf_to_agent");
    expect(told?.to).toBe("mina.okafor@example.com");
    // The paper is gone; who decided, how and why is kept.
    const desk = await readForDesk(alba, reference);
    expect(desk).toMatchObject({ papers: [], decided: { by: "Alba", how: "paper", reason: because } });
    await expect(released(reference)).rejects.toMatchObject({ code: "conflict" });
    await expect(
      house.query(
        "insert into bundle (request_id, number, partial, released_by) values ($1, 1, false, 'x')",
        [requestId],
      ),
    ).rejects.toThrow("may not, or not yet");
    await house.query("update behalf set hold_until = now() - interval '1 minute' where request_id = $1", [
      requestId,
    ]);
    await released(reference);
    const agent = await proven(visitor, reference);
    await expect(openHandover(agent, reference, 1)).resolves.toMatchObject({ kind: "file" });
    // The person says no later: the session ends, and codes go to the person again.
    await answerAsPerson(nobody, link, "no");
    await expect(openHandover(await account("karl.vogt@example.org"), reference, 1)).rejects.toMatchObject(
      gone,
    );
    expect(await house.query("select 1 from person_session where request_id = $1", [requestId])).toEqual([]);
    await way.codeFor(way.newVisitor(), reference);
    const code = (await way.owedTo(requestId)).findLast((one) => one.kind === "code");
    expect(code?.to).toBe("mina.okafor@example.com");
  });

  it("has nothing released once the person says no, whatever staff had accepted", async () => {
    const { requestId, reference, visitor, link } = await byAgent();
    await addPaper(visitor, reference, pdf, "person");
    await acceptAuthority(alba, reference, { how: "paper", to: "person", reason: because });
    await drain();
    await answerAsPerson(nobody, link, "no");
    expect(await statusOf(requestId)).toBe("cancelled");
    await expect(released(reference)).rejects.toMatchObject({ code: "conflict" });
    await expect(
      acceptAuthority(alba, reference, { how: "paper", to: "person", reason: because }),
    ).rejects.toMatchObject({ code: "conflict" });
    expect(await readAsAsker(visitor, reference)).toMatchObject({ state: "revoked", personSaid: "no" });
  });

  it("sees nothing of another agent's request, nor of the person's own", async () => {
    const one = await byAgent();
    const other = await byAgent({
      name: "Ida Holm",
      email: "ida.holm@example.net",
      theirName: "Karl Vogt",
      theirEmail: "karl.vogt@example.org",
    });
    await expect(readAsAsker(one.visitor, other.reference)).rejects.toMatchObject(gone);
    await expect(readAsAsker(nobody, one.reference)).rejects.toMatchObject(gone);
    await expect(addPaper(one.visitor, other.reference, pdf, "asker")).rejects.toMatchObject(gone);
    const ida = await account("ida.holm@example.net");
    const lines = await readAsAgent(ida);
    expect(lines.map((line) => line.reference)).toEqual([other.reference]);
    await expect(readAsAsker(ida, one.reference)).rejects.toMatchObject(gone);
    const own = await way.fileAndProve();
    await expect(readAsAsker(own.visitor, own.reference)).rejects.toMatchObject(gone);
    expect(await readForDesk(alba, own.reference)).toBeNull();
  });

  it("is told the same, and the same is done, whether or not the person is known", async () => {
    const known = await byAgent({ theirEmail: "mina.new@example.com" });
    const unknown = await byAgent({ theirName: "Nils Aas", theirEmail: "nils.aas@example.com" });
    const done = async ({ requestId, reference, visitor }: Awaited<ReturnType<typeof byAgent>>) => ({
      // Both are owed in one transaction, at one moment: their order says nothing.
      mails: (await way.owedTo(requestId)).map(({ kind, vars }) => `${kind} ${Object.keys(vars)}`).sort(),
      page: { ...(await readAsAsker(visitor, reference)), reference: "", requests: [] },
      events: (
        await house.query<{ kind: string }>(
          "select kind from audit_event where chain = $1 order by position",
          [requestId],
        )
      ).map(({ kind }) => kind),
    });
    expect(await done(unknown)).toEqual(await done(known));
  });

  it("cannot fill a mailbox with questions: three a day, whoever asks", async () => {
    const to = `often-${randomUUID()}@example.com`;
    const asked: boolean[] = [];
    for (let times = 0; times < 5; times++) {
      const { requestId } = await byAgent({ theirEmail: to });
      asked.push((await way.owedTo(requestId)).some((one) => one.kind === "behalf_asked"));
    }
    expect(asked).toEqual([true, true, true, false, false]);
  });

  it("cannot have mail sent to somebody by giving that address as their own", async () => {
    const email = `not-theirs-${randomUUID()}@example.com`;
    const told: number[] = [];
    for (let times = 0; times < 22; times++) {
      const { requestId } = await byAgent({ email, theirEmail: `p${times}@example.net` });
      told.push((await way.owedTo(requestId)).filter((one) => one.to === email).length);
    }
    expect(told).toEqual([...Array.from({ length: 20 }, () => 1), 0, 0]);
  });

  it("leads nowhere any more, with the link of the person, once all that was asked is destroyed", async () => {
    const { requestId, reference, visitor, link } = await byAgent({ theirEmail: "shred.me@example.com" });
    await answerAsPerson(nobody, link, "no");
    await house.query("update request set ended_at = now() - interval '15 days' where id = $1", [requestId]);
    expect(await destroyEnded()).toBeGreaterThan(0);
    await expect(readAskedOfPerson(link)).rejects.toMatchObject(gone);
    await expect(readAsAsker(visitor, reference)).rejects.toMatchObject(gone);
    const [left] = await house.query(
      "select b.filed_by, b.link_hash, b.sealed_reason from behalf b where b.request_id = $1",
      [requestId],
    );
    expect(left).toEqual({ filed_by: null, link_hash: null, sealed_reason: null });
  });

  it("asks for an opt-out with a paper alone: the person is not asked back, nothing is proven", async () => {
    const { requestId, reference, visitor } = await byAgent({ right: "opt_out", place: "US-CA" });
    expect((await way.owedTo(requestId)).map((one) => one.kind)).toEqual(["behalf_received"]);
    expect(await statusOf(requestId)).toBe("received");
    await addPaper(visitor, reference, pdf, "person");
    await acceptAuthority(alba, reference, { how: "paper", to: "person", reason: because });
    expect(await statusOf(requestId)).not.toBe("received");
  });

  it("has the person asked once: no reminder of a code that nobody sent", async () => {
    const { requestId } = await byAgent({ theirEmail: "once.only@example.com" });
    await house.query("update request set entered_at = now() - interval '30 hours' where id = $1", [
      requestId,
    ]);
    await remindPeople();
    const mails = (await way.owedTo(requestId)).filter((one) => one.to === "once.only@example.com");
    expect(mails.map((one) => one.kind)).toEqual(["behalf_asked"]);
  });

  it("cannot name their own mailbox as the person's", async () => {
    await expect(byAgent({ theirEmail: "Karl.Vogt@example.org" })).rejects.toMatchObject({ code: "invalid" });
  });
});
