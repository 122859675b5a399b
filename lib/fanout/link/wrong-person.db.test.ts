import { existsSync, readdirSync, renameSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import type { Candidates, Connector } from "#connectors/contract.ts";
import { answerAsPerson } from "#lib/behalf/person.ts";
import { releaseRequest } from "#lib/bundle/release.ts";
import { readRequestFile } from "#lib/fanout/file-view.ts";
import { personLink } from "#lib/request/for-other.ts";
import { track } from "#lib/request/track.ts";
import { atDesk } from "#lib/staff/fixture/member.ts";
import { drain } from "#lib/worker/drain.ts";
import { type House, openHouse } from "#lib/worker/fixture/house.ts";
import * as way from "#lib/worker/fixture/ways.ts";
import { decideLinks } from "./decide.ts";
import { readPersonGraph } from "./person-view.ts";
import { splitIdentifier, splitKey } from "./split.ts";

let house: House;

/** What a system says of its candidates, for one test. */
let changed: ((found: Candidates) => Candidates) | undefined;

vi.mock("#connectors/registry.ts", async (original) => {
  const real = await original<typeof import("#connectors/registry.ts")>();
  return {
    ...real,
    connectorOf: async (id: string): Promise<Connector> => {
      const connector = await real.connectorOf(id);
      return {
        ...connector,
        open: async (context) => {
          const session = await connector.open(context);
          const look = session.candidates?.bind(session);
          if (!look) return session;
          return Object.assign(Object.create(session), {
            candidates: async (...asked: Parameters<typeof look>) => {
              const found = await look(...asked);
              return changed ? changed(found) : found;
            },
          });
        },
      };
    },
  };
});

beforeAll(async () => {
  house = await openHouse(["club", "archive", "roll"]);
});
afterAll(() => house.close());
// As if nobody had asked before.
beforeEach(async () => {
  changed = undefined;
  await house.query("update link_decision set person_tokens = '{}'");
  await house.query("update found_key set token = uuid_send(gen_random_uuid())");
});

type Link = { id: string; task_id: string; verdict: string; state: string; reasons: { code: string }[] };
const linksOf = (requestId: string, systemId = "archive") =>
  house.query<Link>(
    "select l.id, task_id, verdict, l.state, reasons from proposed_link l join task t on t.id = l.task_id where request_id = $1 and system_id = $2",
    [requestId, systemId],
  );
const taskOf = async (requestId: string, systemId: string) =>
  (
    await house.query<{ id: string; state: string; outcome: string | null; records: string }>(
      "select id, state, outcome, records from task where request_id = $1 and system_id = $2",
      [requestId, systemId],
    )
  )[0];
const keysOf = (requestId: string, systemId: string) =>
  house.query<{ id: string; origin: string }>(
    "select k.id, k.origin from found_key k join task t on t.id = k.task_id where request_id = $1 and system_id = $2",
    [requestId, systemId],
  );

async function asked(name: string, email: string) {
  const filed = await way.fileAndProve({ name, email });
  await drain();
  return filed;
}
const mina = () => asked("Mina Okafor", "mina.okafor@example.com");
const karl = () => asked("Karl Vogt", "karl.vogt@example.org");

async function accept(requestId: string) {
  const [link] = await linksOf(requestId);
  await decideLinks(way.operator, {
    taskId: link?.task_id ?? "",
    accepted: [link?.id ?? ""],
    reason: "Her card was shown.",
  });
  await drain();
}

describe("what staff have taken off a person", () => {
  it("does not come back by likeness", async () => {
    const { requestId } = await karl();
    const [key] = await keysOf(requestId, "roll");
    expect(key?.origin).toBe("located");
    await splitKey(way.operator, key?.id ?? "", "That is his father's line.");
    await drain();
    expect(await keysOf(requestId, "roll")).toEqual([]);
    expect(await linksOf(requestId, "roll")).toEqual([]);
    expect(await taskOf(requestId, "roll")).toMatchObject({ state: "settled", outcome: "nothing_held" });
  });

  it("stays off in a later request, however a system writes it", async () => {
    const { requestId, reference } = await karl();
    const alias = () =>
      house.query<{ id: string; origin: string }>(
        "select id, origin from identifier where request_id = $1 and kind = 'email' and origin <> 'proven'",
        [requestId],
      );
    expect(await keysOf(requestId, "club")).toHaveLength(2);
    const [known] = await alias();
    await splitIdentifier(way.operator, reference, Number(known?.id), "His daughter's mailbox.");
    await drain();
    expect(await keysOf(requestId, "club")).toHaveLength(1);
    const later = await karl();
    expect(await keysOf(later.requestId, "club")).toHaveLength(1);
  });
});

describe("somebody who is only alike", () => {
  it("is never used for somebody who asks for another, nor is a decision about one remembered for the next", async () => {
    const forNamesake = async () => {
      const filed = await way.file({
        name: "Tom Berger",
        email: "tom.berger@example.net",
        who: "other",
        relation: "agent",
        theirName: "Mina Okafor",
        theirEmail: "mina.okafor@example.com",
      });
      const [asks] = await house.query<{ id: string }>("select id from behalf where request_id = $1", [
        filed.requestId,
      ]);
      await answerAsPerson(way.newVisitor(), personLink(asks?.id ?? ""), "yes");
      await drain();
      return filed;
    };
    const first = await forNamesake();
    expect(await linksOf(first.requestId)).toMatchObject([{ state: "proposed" }]);
    await accept(first.requestId);
    expect(await taskOf(first.requestId, "archive")).toMatchObject({ outcome: "found" });
    const second = await forNamesake();
    expect(await linksOf(second.requestId)).toMatchObject([{ state: "proposed" }]);
  });

  it("is not used where the record is known to be somebody else's", async () => {
    const first = await mina();
    await accept(first.requestId);
    const second = await asked("Mina Okafor", "mina.old@example.com");
    const [link] = await linksOf(second.requestId);
    expect(link?.state).toBe("proposed");
    expect(link?.reasons.map((one) => one.code)).toContain("record_of_somebody_else");
    expect(await keysOf(second.requestId, "archive")).toEqual([]);
    // The same person asking again is nobody else.
    const again = await mina();
    expect((await linksOf(again.requestId))[0]?.state).toBe("accepted");
  });

  it("is for staff to decide where their records contradict each other", async () => {
    changed = (found) => ({
      ...found,
      people: found.people.map((one) => ({
        ...one,
        facts: [...one.facts, { full_name: "Mina Okafor", birth_date: "1951-11-30" }],
      })),
    });
    const { requestId } = await mina();
    expect(await linksOf(requestId)).toMatchObject([{ verdict: "possible", state: "proposed" }]);
  });

  it("is told to staff where there were too many to look at", async () => {
    changed = () => ({ people: [], more: true, frequencies: [] });
    const { requestId, reference } = await mina();
    expect(await linksOf(requestId)).toEqual([]);
    const { timeline } = await readRequestFile(way.operator, reference);
    expect(
      timeline
        .filter((one) => one.kind === "too_many_alike")
        .map((one) => one.sentence)
        .sort(),
    ).toEqual([expect.stringContaining("Archive"), expect.stringContaining("Roll")]);
  });

  it("is looked for again once a system that was away tells more of the person", async () => {
    const file = join(house.folder, "club.sqlite");
    renameSync(file, `${file}.away`);
    const filed = await way.fileAndProve({ name: "Mina Okafor", email: "mina.okafor@example.com" });
    await drain();
    expect(await taskOf(filed.requestId, "archive")).toMatchObject({ outcome: "nothing_held" });
    renameSync(`${file}.away`, file);
    await house.query("update task set not_before = now() where state = 'ready'");
    await drain();
    expect(await linksOf(filed.requestId)).toMatchObject([{ verdict: "automatic", state: "used" }]);
    expect(await taskOf(filed.requestId, "archive")).toMatchObject({ outcome: "found", records: "1" });
  });

  it("is not shown to the person, nor to staff who may not see findings", async () => {
    const { requestId, reference, person } = await mina();
    const shown = async () =>
      (await track(person, reference)).systems.find((one) => one.systemId === "archive");
    expect(await shown()).toMatchObject({ state: "needs_decision", records: 0 });
    const auditor = {
      ...atDesk,
      kind: "staff",
      staffId: "00000000-0000-4000-8000-000000000009",
      name: "A",
      initials: "A",
      role: "auditor",
    } as const;
    const facts = (await readPersonGraph(auditor, reference)).systems.flatMap((one) =>
      one.links.flatMap((link) => link.facts),
    );
    expect(facts).toEqual([]);
    await readPersonGraph(way.operator, reference);
    expect(
      await house.query("select 1 from audit_event where chain = $1 and kind = 'links_viewed'", [requestId]),
    ).toHaveLength(1);
    await accept(requestId);
    expect(await shown()).toMatchObject({ state: "found", records: 1 });
  });

  it("and rejected leaves nothing in the store, and what is sent ahead says why it is missing", async () => {
    const { requestId } = await mina();
    const [link] = await linksOf(requestId);
    const place = `spool/${requestId}/${link?.task_id}`;
    expect(stored(place)).toBeGreaterThan(0);
    await decideLinks(way.operator, { taskId: link?.task_id ?? "", accepted: [], reason: "Another Mina." });
    await drain();
    expect(stored(place)).toBe(0);
    const ada = await asked("Ada Lind", "ada.lind@example.org");
    const { version } = await readRequestFile(way.operator, ada.reference);
    await releaseRequest(way.operator, ada.reference, { version, partly: true });
    await drain();
    const text = [...(await way.openedBundle(ada.person, ada.reference, 1)).values()].join("\n");
    expect(text).toContain("We are checking which of its records are yours");
    expect(text).not.toContain("Its owner has been asked");
    expect(text).not.toContain("canary-ada");
  });
});

function stored(prefix: string): number {
  const folder = join(house.folder, "store", prefix);
  return existsSync(folder) ? readdirSync(folder, { recursive: true }).length : 0;
}
