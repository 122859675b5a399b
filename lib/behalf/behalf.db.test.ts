import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openHandover } from "#lib/bundle/handover.ts";
import { releaseRequest } from "#lib/bundle/release.ts";
import type { Actor } from "#lib/core/actor.ts";
import { database } from "#lib/db/database.ts";
import { readRequestFile } from "#lib/fanout/file-view.ts";
import { accountOf } from "#lib/identity/account.ts";
import type { Mailbox } from "#lib/identity/canonical.ts";
import { actorOf } from "#lib/identity/session.ts";
import { requestFor } from "#lib/request/access.ts";
import { personLink } from "#lib/request/for-other.ts";
import { tryCode } from "#lib/request/prove.ts";
import { tokenOf } from "#lib/vault/seal.ts";
import { drain } from "#lib/worker/drain.ts";
import { type House, openHouse } from "#lib/worker/fixture/house.ts";
import * as way from "#lib/worker/fixture/ways.ts";
import { checkBatch, fileBatch, readBatch } from "./batch.ts";
import { acceptAuthority, refuseAuthority, reopenAuthority } from "./decide.ts";
import { addPaper, viewPaper } from "./papers.ts";
import { answerAsPerson, readAskedOfPerson } from "./person.ts";
import { readAsAgent, readAsAsker, readForDesk } from "./read.ts";

let house: House;
let alba: Extract<Actor, { kind: "staff" }>;
const pdf = Buffer.concat([Buffer.from("%PDF-1.7\n"), Buffer.alloc(4_000, 32)]);
const because = "A signed permission of 3 November that names us.";
const nobody = { kind: "visitor", browser: "" } as const;

beforeAll(async () => {
  house = await openHouse(["shop", "newsletter"]);
  const [row] = await house.query<{ id: string }>(
    "insert into staff (issuer, subject, name, email, role) values ('i', 's-1', 'Alba', 'alba@example.org', 'lead') returning id",
  );
  alba = { kind: "staff", staffId: row?.id ?? "", name: "Alba", initials: "A", role: "lead" };
});
afterAll(() => house.close());

/** An agent asks for Mina, from a mailbox of their own that belongs to another customer of the shop. */
async function byAgent(change: Parameters<typeof way.file>[0] = {}) {
  const filed = await way.file({
    who: "other",
    relation: "agent",
    name: "Tom Berger",
    email: "karl.vogt@example.org",
    theirName: "Mina Okafor",
    theirEmail: "mina.okafor@example.com",
    ...change,
  });
  const [row] = await house.query<{ id: string }>(
    "select b.id from behalf b join request r on r.dossier_id = b.dossier_id where r.id = $1",
    [filed.requestId],
  );
  return { ...filed, link: personLink(row?.id ?? "") };
}

const statusOf = async (id: string) =>
  (await house.query<{ status: string }>("select status from request where id = $1", [id]))[0]?.status;
const mailboxes = async (id: string) =>
  (
    await house.query<{ token: Buffer; origin: string }>(
      "select token, origin from identifier where request_id = $1 and kind = 'email' and origin in ('proven','decided') order by id",
      [id],
    )
  ).map(({ token, origin }) => ({ token: Buffer.from(token).toString("hex"), origin }));
const token = (mailbox: string) => tokenOf("email", mailbox).toString("hex");
const gone = { code: "not_found" };

async function account(mailbox: string): Promise<Actor> {
  const accountId = await accountOf(database(), { kind: "mailbox", mailbox: mailbox as Mailbox });
  return {
    kind: "account",
    accountId,
    sessionId: randomUUID(),
    provenAt: new Date(),
    how: "code_by_mail",
    mailboxToken: tokenOf("email", mailbox),
    browser: "",
  };
}

async function proven(visitor: way.Visitor, reference: string): Promise<Actor> {
  const verdict = await tryCode(visitor, reference, await way.codeFor(visitor, reference));
  if (verdict.kind !== "proven") throw new Error(`the code was ${verdict.kind}`);
  return actorOf({ browser: visitor.browser, person: verdict.session });
}

async function released(reference: string) {
  const { version } = await readRequestFile(way.operator, reference);
  await releaseRequest(way.operator, reference, { version, partly: false });
  await drain();
}

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

  it("gets the answer only where staff accepted that, and after the person had time to say no", async () => {
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
      mails: (await way.owedTo(requestId)).map(({ kind, vars }) => [kind, Object.keys(vars)]),
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

  it("asks for an opt-out with a paper alone: the person is not asked back, nothing is proven", async () => {
    const { requestId, reference, visitor } = await byAgent({ right: "opt_out", place: "US-CA" });
    expect((await way.owedTo(requestId)).map((one) => one.kind)).toEqual(["behalf_received"]);
    expect(await statusOf(requestId)).toBe("received");
    await addPaper(visitor, reference, pdf, "person");
    await acceptAuthority(alba, reference, { how: "paper", to: "person", reason: because });
    expect(await statusOf(requestId)).not.toBe("received");
  });

  it("cannot name their own mailbox as the person's", async () => {
    await expect(byAgent({ theirEmail: "Karl.Vogt@example.org" })).rejects.toMatchObject({ code: "invalid" });
  });
});

describe("a list of people", () => {
  const given = (list: string) => ({
    name: "Fair Data Help",
    email: "help@example.net",
    list: Buffer.from(`name,email,right,place,reference\n${list}`),
    paper: pdf,
  });
  const lines =
    "Mina Okafor,mina.okafor@example.com,access,IE,A-1\nMina Okafor,mina.okafor@example.com,erasure,IE,A-2\nBo Lind,bo.lind@example.net,opt_out,US-CA,B-1\n";
  const filedBy = () =>
    house.query<{ dossier_id: string; right_asked: string; status: string }>(
      "select r.dossier_id, right_asked, r.status from request r join behalf b on b.dossier_id = r.dossier_id where b.batch_id is not null",
    );

  it("is filed whole or not at all, once, and begins nothing before each person or staff say yes", async () => {
    const agent = way.newVisitor();
    expect(await checkBatch(agent, given(`${lines}Ida,nope,access,IE,\n`))).toEqual({ ok: false });
    expect((await readBatch(agent))?.troubles).toEqual([{ field: "list", key: "lineEmail", line: 5 }]);
    expect(await filedBy()).toEqual([]);
    expect(await checkBatch(agent, given(lines))).toEqual({ ok: true });
    const formKey = (await readBatch(agent))?.formKey ?? "";
    await Promise.all([fileBatch(agent, formKey, null), fileBatch(agent, formKey, null)]);
    const filed = await filedBy();
    expect(filed.map((one) => one.right_asked).sort()).toEqual(["access", "erasure", "opt_out"]);
    expect(new Set(filed.map((one) => one.dossier_id)).size).toBe(2);
    expect(new Set(filed.map((one) => one.status))).toEqual(new Set(["received"]));
    const listed = await readAsAgent(await account("help@example.net"));
    expect(listed.map(({ theirs, state }) => [theirs, state]).sort()).toEqual([
      ["A-1", "open"],
      ["A-2", "open"],
      ["B-1", "open"],
    ]);
    // One paper for all: it stays until the last of them is decided.
    const [first, last] = [
      listed.find((one) => one.theirs === "A-1"),
      listed.find((one) => one.theirs === "B-1"),
    ];
    await acceptAuthority(alba, first?.reference ?? "", { how: "paper", to: "person", reason: because });
    expect((await readForDesk(alba, last?.reference ?? ""))?.papers).toHaveLength(1);
    await acceptAuthority(alba, last?.reference ?? "", { how: "paper", to: "person", reason: because });
    expect(
      await house.query("select 1 from behalf_paper where batch_id is not null and deleted_at is null"),
    ).toEqual([]);
    expect((await filedBy()).map((one) => one.status)).not.toContain("received");
  });
});

describe("a parent", () => {
  const byParent = (change: Parameters<typeof way.file>[0] = {}) =>
    way.file({
      who: "other",
      relation: "parent",
      name: "Karl Vogt",
      email: "karl.vogt@example.org",
      theirName: "Mina Okafor",
      theirEmail: "mina.okafor@example.com",
      ...change,
    });

  it("proves a mailbox of their own, which begins nothing and is never walked", async () => {
    const { requestId, reference, visitor } = await byParent();
    await proven(visitor, reference);
    await drain();
    expect(await statusOf(requestId)).toBe("received");
    await expect(
      house.query("update request set status = 'collecting', verified_at = now() where id = $1", [requestId]),
    ).rejects.toThrow("may not, or not yet");
    await acceptAuthority(alba, reference, { how: "declaration", to: "asker", reason: because });
    await drain();
    const walked = await mailboxes(requestId);
    expect(walked[0]).toEqual({ token: token("mina.okafor@example.com"), origin: "decided" });
    expect(walked.map((one) => one.token)).not.toContain(token("karl.vogt@example.org"));
    await released(reference);
    const parent = await proven(visitor, reference);
    const text = [...(await way.openedBundle(parent, reference, 1)).values()].join("\n");
    expect(text).toContain("canary-mina");
    expect(text).not.toContain("canary-karl");
  });

  it("who is accepted before they have typed their code begins the work by it", async () => {
    const { requestId, reference, visitor } = await byParent();
    await acceptAuthority(alba, reference, { how: "declaration", to: "asker", reason: because });
    expect(await statusOf(requestId)).toBe("received");
    await proven(visitor, reference);
    expect(await statusOf(requestId)).toBe("collecting");
    expect((await mailboxes(requestId))[0]?.origin).toBe("decided");
  });

  it("is refused, may show something else, and a decision can be taken back until the answer is out", async () => {
    const { requestId, reference, visitor } = await byParent();
    await proven(visitor, reference);
    await addPaper(visitor, reference, pdf, "person");
    const [paper] = (await readForDesk(alba, reference))?.papers ?? [];
    expect((await viewPaper(alba, reference, paper?.id ?? "")).type).toBe("application/pdf");
    await refuseAuthority(alba, reference, "It names another child.");
    await expect(viewPaper(alba, reference, paper?.id ?? "")).rejects.toMatchObject(gone);
    expect((await way.owedTo(requestId)).map((one) => one.kind)).toContain("behalf_refused");
    await addPaper(visitor, reference, pdf, "person");
    await acceptAuthority(alba, reference, { how: "paper", to: "asker", reason: because });
    await drain();
    await reopenAuthority(alba, reference, "The paper was another one's after all.");
    await expect(released(reference)).rejects.toMatchObject({ code: "conflict" });
    await acceptAuthority(alba, reference, { how: "declaration", to: "asker", reason: because });
    await released(reference);
    await expect(reopenAuthority(alba, reference, because)).rejects.toMatchObject({ code: "conflict" });
  });

  it("sends what is no PDF or picture in vain", async () => {
    const { reference, visitor } = await byParent();
    await expect(addPaper(visitor, reference, Buffer.from("MZ program"), "person")).rejects.toMatchObject({
      code: "invalid",
    });
  });
});
