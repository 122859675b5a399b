import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Actor } from "#lib/core/actor.ts";
import { decideShared } from "#lib/fanout/decide-shared.ts";
import { readRequestFile } from "#lib/fanout/file-view.ts";
import { decideLinks } from "#lib/fanout/link/decide.ts";
import type { Answers } from "#lib/request/answers.ts";
import { atDesk } from "#lib/staff/fixture/member.ts";
import { drain } from "#lib/worker/drain.ts";
import * as way from "#lib/worker/fixture/ways.ts";
import { openStrangers, type Strangers } from "./fixture/strangers.ts";
import { approvedBy, hashOf, located } from "./fixture/ways.ts";
import { planErasure } from "./plan.ts";
import { readErasure } from "./read.ts";

/** Attempts to have somebody else's rows erased: by chance, by mistake and on purpose. */
type Staff = Extract<Actor, { kind: "staff" }>;

let world: Strangers;
let maker: Staff;
let approvers: [Staff, Staff];

async function staff(name: string, role: Staff["role"]): Promise<Staff> {
  const [row] = await world.query<{ id: string }>(
    "insert into staff (issuer, subject, name, email, role) values ('i', $1, $1, $2, $3) returning id",
    [name, `${name.toLowerCase()}@example.net`, role],
  );
  return { ...atDesk, kind: "staff", staffId: row?.id ?? "", name, initials: name.slice(0, 1), role };
}

beforeAll(async () => {
  world = await openStrangers();
  maker = await staff("Walt", "analyst");
  approvers = [await staff("Ann", "approver"), await staff("Lea", "officer")];
});
afterAll(() => world.close());
beforeEach(() => world.refill());

type Attempt = {
  title: string;
  /** What is different in the systems. */
  crm?: string;
  post?: string;
  archive?: string;
  /** What she says of herself. */
  says?: Partial<Answers>;
  /** What happens in the systems after the plan was made. */
  after?: { crm?: string; post?: string };
  /** The question that people must answer before anything is planned. */
  asks?: "shared" | "alike";
  /** How it ends once they have answered that none but her own number is hers. */
  ends: "done" | "changed" | "remains";
};

const attempts: Attempt[] = [
  {
    title: "a household with one telephone: her number is theirs as well, where letters are sent",
    post: "update readers set phone = '+353 85 555 0101'",
    asks: "shared",
    ends: "done",
  },
  {
    title: "a household with one telephone, in the list of customers itself",
    crm: "update customers set phone = '+353 85 555 0101'",
    asks: "shared",
    ends: "done",
  },
  {
    title: "a mailbox that was somebody else's before: their account still has it",
    crm: "update customers set email = 'mina.okafor@example.com' where id = 2",
    asks: "shared",
    ends: "done",
  },
  {
    title: "a mailbox that was somebody else's before, kept as their second one",
    crm: "update customers set second_email = 'mina.okafor@example.com' where id = 2",
    asks: "shared",
    ends: "done",
  },
  {
    title: "somebody of the same name, born on the same day, in a list that shares no key",
    archive: "update cards set name = 'Mina Okafor', born = '1990-02-03'",
    asks: "alike",
    ends: "done",
  },
  {
    title: "two accounts merged into hers: the other's mailbox stands beside her own",
    crm: "update customers set second_email = 'noor.haddad@example.net' where id = 1",
    asks: "shared",
    ends: "done",
  },
  {
    title: "an attacker who says that the victim's mailboxes and telephone are theirs too",
    says: { otherEmails: "noor.haddad@example.net", phone: "+353 85 555 0202" },
    ends: "done",
  },
  {
    title: "an attacker who names the victim's number and address in words",
    says: { details: "My number is C-1002, and noor.haddad@example.net is me.", name: "Noor Haddad" },
    ends: "done",
  },
  {
    title: "an attacker of the victim's own name",
    says: { name: "Noor Haddad", otherEmails: "noor.haddad@example.net" },
    ends: "done",
  },
  {
    title: "a mailbox that becomes another's as well after the plan: rows go by the number that was approved",
    after: { crm: "update customers set email = 'mina.okafor@example.com' where id = 2" },
    ends: "remains",
  },
  {
    title: "a key that becomes another's as well after the plan: two people's rows under one",
    after: { post: "update readers set email = 'mina.okafor@example.com' where id = 2" },
    ends: "changed",
  },
  {
    title: "orders that are given to another account after the plan",
    after: { crm: "update orders set customer_id = 2, whose = 2 where id = 12" },
    ends: "done",
  },
];

/** Staff find that none but her own number is hers, and nobody who is only alike. */
async function answerQuestions(reference: string, requestId: string): Promise<void> {
  const next = async () => (await readRequestFile(way.operator, reference)).sharedIdentifiers[0];
  for (let question = await next(); question; question = await next()) {
    const keys = question.keys.filter((key) => key === "C-1001" || key === "mina.okafor@example.com");
    await decideShared(way.operator, { sharedId: question.id, keys, reason: "She told us her number." });
    await drain();
  }
  const links = await world.query<{ task_id: string }>(
    "select distinct task_id from proposed_link l join task t on t.id = l.task_id where t.request_id = $1 and l.state in ('proposed', 'used')",
    [requestId],
  );
  for (const { task_id } of links)
    await decideLinks(way.operator, { taskId: task_id, accepted: [], reason: "Another birth place." });
  await drain();
}

describe("never another's row", () => {
  it.each(attempts)("$title", async ({ crm, post, archive, says = {}, after, asks, ends }) => {
    if (crm) await world.crm.query(crm);
    if (post) await world.post.query(post);
    if (archive) await world.archive.query(archive);
    let others = await world.others();
    const { reference, requestId } = await located(world, says);
    if (asks) {
      await expect(planErasure(maker, reference)).rejects.toMatchObject({ code: "conflict" });
      const file = await readRequestFile(way.operator, reference);
      const open = await world.query(
        "select 1 from proposed_link l join task t on t.id = l.task_id where t.request_id = $1 and l.state in ('proposed', 'used')",
        [requestId],
      );
      expect(asks === "shared" ? file.sharedIdentifiers : open).not.toEqual([]);
      await answerQuestions(reference, requestId);
    }
    const id = await planErasure(maker, reference);
    await drain();
    if (after?.crm) await world.crm.query(after.crm);
    if (after?.post) await world.post.query(after.post);
    if (after) others = await world.others();
    await approvedBy(id, await hashOf(requestId), ...approvers);
    await drain();
    expect(await world.others()).toEqual(others);
    const view = await readErasure(approvers[0], reference);
    expect(view?.state === "done" ? "done" : view?.stoppedWhy).toBe(ends);
    if (ends === "done" && !asks) expect(await world.hers()).toBe(0);
  });

  it("whoever types the victim's address and cannot open its mailbox gets no plan at all", async () => {
    const others = await world.others();
    const { reference } = await way.file({ right: "erasure", email: "noor.haddad@example.net" });
    await drain();
    await expect(planErasure(maker, reference)).rejects.toMatchObject({ code: "conflict" });
    expect(await world.others()).toEqual(others);
  });
});
