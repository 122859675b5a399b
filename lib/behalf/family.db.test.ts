import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { answerHere } from "#lib/me/read.ts";
import { drain } from "#lib/worker/drain.ts";
import * as way from "#lib/worker/fixture/ways.ts";
import { checkBatch, fileBatch, readBatch } from "./batch.ts";
import { acceptAuthority, refuseAuthority, reopenAuthority } from "./decide.ts";
import {
  account,
  because,
  gone,
  house,
  mailboxes,
  openWithStaff,
  pdf,
  proven,
  released,
  type Staff,
  statusOf,
  token,
} from "./fixture/stand.ts";
import { addPaper, viewPaper } from "./papers.ts";
import { readAsAgent, readForDesk } from "./read.ts";

let alba: Staff;

beforeAll(async () => {
  alba = await openWithStaff();
});
afterAll(() => house.close());

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
    // It is not shown to the parent as data of their own.
    const theirs = await account("karl.vogt@example.org");
    if (theirs.kind !== "account") throw new Error("no account");
    expect(await answerHere(theirs)).toBeNull();
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
