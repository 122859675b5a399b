import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { releaseRequest } from "#lib/bundle/release.ts";
import { readRequestFile } from "#lib/fanout/file-view.ts";
import { atDesk } from "#lib/staff/fixture/member.ts";
import { drain } from "#lib/worker/drain.ts";
import { type House, openHouse } from "#lib/worker/fixture/house.ts";
import * as way from "#lib/worker/fixture/ways.ts";
import { decideLinks } from "./decide.ts";
import { undoDecision } from "./undo.ts";

let house: House;

beforeAll(async () => {
  house = await openHouse(["club", "archive"]);
});
afterAll(() => house.close());

type Link = { id: string; task_id: string; verdict: string; state: string; decision_id: string | null };

const linksOf = (requestId: string) =>
  house.query<Link>(
    "select l.id, task_id, verdict, l.state, decision_id from proposed_link l join task t on t.id = l.task_id where request_id = $1 order by l.created_at, bits desc",
    [requestId],
  );
const archiveOf = async (requestId: string) =>
  (
    await house.query<{ id: string; state: string; outcome: string | null; records: string }>(
      "select id, state, outcome, records from task where request_id = $1 and system_id = 'archive'",
      [requestId],
    )
  )[0];

/** Somebody of the club asks; the archive is looked through. */
async function asked(name: string, email: string) {
  const filed = await way.fileAndProve({ name, email });
  await drain();
  return filed;
}
/** As if nothing had been decided in the requests before this one. */
const forgetDecisions = () => house.query("update link_decision set person_tokens = '{}'");
const mina = () => asked("Mina Okafor", "mina.okafor@example.com");

async function release(reference: string, partly = false) {
  const { version } = await readRequestFile(way.operator, reference);
  return releaseRequest(way.operator, reference, { version, partly });
}

/** What the archive holds goes, with a word that nobody else used. */
const cardsIn = async (person: Parameters<typeof way.openedBundle>[0], reference: string, number = 1) =>
  JSON.stringify(way.recordsOf(await way.openedBundle(person, reference, number)));

describe("where no key is shared", () => {
  it("the only one who is alike beyond doubt is collected from, and nothing leaves before staff confirm it", async () => {
    const { requestId, reference, person } = await mina();
    const [link, ...more] = await linksOf(requestId);
    expect(more).toEqual([]);
    expect(link).toMatchObject({ verdict: "automatic", state: "used" });
    expect(await archiveOf(requestId)).toMatchObject({ state: "settled", outcome: "found", records: "1" });
    const file = await readRequestFile(way.operator, reference);
    expect(file.status).toBe("reviewing");
    expect(file.may.release).toBe(false);
    expect(file.blocking.join()).toContain("only alike");
    await expect(release(reference)).rejects.toMatchObject({ code: "conflict" });
    // Past all of our code, the database refuses it too.
    await expect(
      house.query(
        "insert into bundle (request_id, number, partial, released_by) values ($1, 9, false, 'x')",
        [requestId],
      ),
    ).rejects.toThrow("not confirmed");
    await decideLinks(way.operator, {
      taskId: link?.task_id ?? "",
      accepted: [link?.id ?? ""],
      reason: "Same birth date and street.",
    });
    await drain();
    await release(reference);
    await drain();
    const cards = await cardsIn(person, reference);
    expect(cards).toContain("canary-mina card");
    expect(cards).not.toContain("canary-noor");
  });

  it("no identifier of such a card is walked before it is confirmed; then it leads on", async () => {
    await forgetDecisions();
    const { requestId } = await mina();
    const oldMailbox = () =>
      house.query<{ confidence: string; origin: string }>(
        "select confidence, origin from identifier where request_id = $1 and system_id = 'archive'",
        [requestId],
      );
    const clubKeys = async () =>
      (
        await house.query(
          "select 1 from found_key k join task t on t.id = k.task_id where request_id = $1 and system_id = 'club'",
          [requestId],
        )
      ).length;
    expect(await oldMailbox()).toEqual([]);
    expect(await clubKeys()).toBe(1);
    const [link] = await linksOf(requestId);
    const taskId = link?.task_id ?? "";
    await decideLinks(way.operator, { taskId, accepted: [link?.id ?? ""], reason: "It is her." });
    await drain();
    expect(await oldMailbox()).toEqual([{ confidence: "confirmed", origin: "found" }]);
    expect(await clubKeys()).toBe(2);
    // Taken back, everything that came by it goes again, and the question is open.
    const [accepted] = await linksOf(requestId);
    await undoDecision(way.operator, accepted?.decision_id ?? "", "It was her aunt.");
    await drain();
    expect(await oldMailbox()).toEqual([{ confidence: "confirmed", origin: "tainted" }]);
    expect(await clubKeys()).toBe(1);
    expect(await archiveOf(requestId)).toMatchObject({ state: "parked", outcome: null, records: "0" });
    expect((await linksOf(requestId)).map((one) => one.state)).toEqual(["proposed"]);
    expect(
      await house.query(
        "select 1 from finding f join task t on t.id = f.task_id where request_id = $1 and system_id = 'archive'",
        [requestId],
      ),
    ).toEqual([]);
  });

  it("somebody who is possibly the person is nobody before staff say so", async () => {
    const { requestId, reference } = await asked("Noor Haddad", "noor.haddad@example.net");
    expect(await linksOf(requestId)).toMatchObject([{ verdict: "possible", state: "proposed" }]);
    expect(await archiveOf(requestId)).toMatchObject({ state: "parked", records: "0" });
    expect((await readRequestFile(way.operator, reference)).systems).toMatchObject([
      { state: "found" },
      { state: "needs_decision" },
    ]);
  });

  it("father and son are never linked without staff", async () => {
    const { requestId } = await asked("Karl Vogt", "karl.vogt@example.org");
    for (const link of await linksOf(requestId)) {
      expect(link).toMatchObject({ verdict: "possible", state: "proposed" });
    }
    expect(
      await house.query(
        "select 1 from found_key k join task t on t.id = k.task_id where request_id = $1 and system_id = 'archive'",
        [requestId],
      ),
    ).toEqual([]);
  });

  it("of two who are equally alike none is used, and staff may accept one or several", async () => {
    const { requestId, reference } = await asked("Ada Lind", "ada.lind@example.org");
    const links = await linksOf(requestId);
    expect(links.map((one) => [one.verdict, one.state])).toEqual([
      ["automatic", "proposed"],
      ["automatic", "proposed"],
    ]);
    const [first] = links;
    await decideLinks(way.operator, {
      taskId: first?.task_id ?? "",
      accepted: [first?.id ?? ""],
      reason: "Her signature.",
    });
    await drain();
    expect(await archiveOf(requestId)).toMatchObject({ state: "settled", outcome: "found", records: "1" });
    expect((await readRequestFile(way.operator, reference)).may.release).toBe(true);
    await expect(
      decideLinks(way.operator, { taskId: first?.task_id ?? "", accepted: [], reason: "Again." }),
    ).rejects.toMatchObject({ code: "conflict" });
  });

  it("who only bears a like name is not even proposed", async () => {
    const { requestId, reference } = await asked("Cara Quinn", "cara.quinn@example.org");
    expect(await linksOf(requestId)).toEqual([]);
    expect(await archiveOf(requestId)).toMatchObject({ state: "settled", outcome: "nothing_held" });
    expect((await readRequestFile(way.operator, reference)).status).toBe("reviewing");
  });

  it("nothing about anybody lies in the open in what is proposed", async () => {
    const { requestId } = await mina();
    const rows = await house.query<{ text: string }>(
      "select l::text as text from proposed_link l join task t on t.id = l.task_id where request_id = $1",
      [requestId],
    );
    const text = rows.map((row) => row.text).join();
    expect(text).toContain("same_birth_date");
    for (const secret of ["Okafor", "1984", "Elm", "A-1"]) {
      expect(text).not.toContain(secret);
      expect(text).not.toContain(Buffer.from(secret).toString("hex"));
    }
  });
});

describe("what staff decided about a likeness", () => {
  const reject = async (email: string, name: string) => {
    const filed = await asked(name, email);
    const [link] = await linksOf(filed.requestId);
    await decideLinks(way.operator, { taskId: link?.task_id ?? "", accepted: [], reason: "Another person." });
    await drain();
    return filed;
  };

  it("needs a reason", async () => {
    const { requestId } = await asked("Noor Haddad", "noor.haddad@example.net");
    const [link] = await linksOf(requestId);
    await expect(
      decideLinks(way.operator, { taskId: link?.task_id ?? "", accepted: [], reason: "  " }),
    ).rejects.toMatchObject({ code: "invalid" });
  });

  it("is applied to a later request of the same person, until it is taken back", async () => {
    const first = await reject("karl.vogt@example.org", "Karl Vogt");
    expect(await archiveOf(first.requestId)).toMatchObject({ state: "settled", outcome: "nothing_held" });
    const later = await asked("Karl Vogt", "karl.vogt@example.org");
    const [link] = await linksOf(later.requestId);
    expect(link?.state).toBe("rejected");
    expect(await archiveOf(later.requestId)).toMatchObject({ state: "settled", outcome: "nothing_held" });
    const remembered = await house.query<{ own: string; first: string }>(
      `select date_trunc('milliseconds', a.decided_at)::text as own,
          date_trunc('milliseconds', b.decided_at)::text as first from link_decision a, link_decision b
         where a.request_id = $1 and b.request_id = $2`,
      [later.requestId, first.requestId],
    );
    expect(remembered).toHaveLength(1);
    expect(remembered[0]?.own).toBe(remembered[0]?.first);
    // Somebody else's request is not touched by it.
    const other = await asked("Noor Haddad", "noor.haddad@example.net");
    expect((await linksOf(other.requestId))[0]?.state).toBe("proposed");
    await undoDecision(way.operator, link?.decision_id ?? "", "He showed his card.");
    await drain();
    expect((await linksOf(later.requestId))[0]?.state).toBe("proposed");
    expect(await archiveOf(later.requestId)).toMatchObject({ state: "parked" });
    const third = await asked("Karl Vogt", "karl.vogt@example.org");
    expect((await linksOf(third.requestId))[0]?.state).toBe("proposed");
    await expect(undoDecision(way.operator, link?.decision_id ?? "", "Twice.")).rejects.toMatchObject({
      code: "conflict",
    });
  });

  it("that was accepted is applied to a later request too, and marked", async () => {
    const first = await asked("Ada Lind", "ada.lind@example.org");
    const links = await linksOf(first.requestId);
    expect(links.map((one) => one.state)).toEqual(["accepted", "rejected"]);
    expect(await archiveOf(first.requestId)).toMatchObject({ state: "settled", outcome: "found" });
    const events = await house.query<{ remembered: boolean }>(
      "select (data->>'remembered')::boolean as remembered from audit_event where chain = $1 and kind = 'link_decided'",
      [first.requestId],
    );
    expect(events).toEqual([{ remembered: true }, { remembered: true }]);
  });

  it("is refused for a link of another request, and for who may not work on requests", async () => {
    const one = await asked("Noor Haddad", "noor.haddad@example.net");
    const two = await asked("Noor Haddad", "noor.haddad@example.net");
    const [mine] = await linksOf(one.requestId);
    const [theirs] = await linksOf(two.requestId);
    await expect(
      decideLinks(way.operator, { taskId: mine?.task_id ?? "", accepted: [theirs?.id ?? ""], reason: "x" }),
    ).rejects.toMatchObject({ code: "conflict" });
    const auditor = {
      ...atDesk,
      kind: "staff",
      staffId: "00000000-0000-4000-8000-000000000009",
      name: "A",
      initials: "A",
      role: "auditor",
    } as const;
    await expect(
      decideLinks(auditor, { taskId: mine?.task_id ?? "", accepted: [], reason: "x" }),
    ).rejects.toMatchObject({ code: "forbidden" });
    await expect(
      decideLinks(two.person, { taskId: mine?.task_id ?? "", accepted: [], reason: "x" }),
    ).rejects.toMatchObject({ code: "not_found" });
    expect((await linksOf(one.requestId))[0]?.state).toBe("proposed");
  });
});
