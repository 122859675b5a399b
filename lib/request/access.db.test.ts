import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openHandover, renewHandover } from "#lib/bundle/handover.ts";
import { releaseRequest } from "#lib/bundle/release.ts";
import type { Actor } from "#lib/core/actor.ts";
import { HabeasError } from "#lib/core/errors.ts";
import { roles } from "#lib/core/role.ts";
import { database } from "#lib/db/database.ts";
import { answerHumanTask } from "#lib/fanout/answer-human-task.ts";
import { decideShared } from "#lib/fanout/decide-shared.ts";
import { readRequestFile } from "#lib/fanout/file-view.ts";
import { readHumanTask } from "#lib/fanout/human-task.ts";
import { previewFindings } from "#lib/fanout/preview.ts";
import { recordAct } from "#lib/fanout/record-act.ts";
import { retryNow } from "#lib/fanout/retry.ts";
import { readQueue } from "#lib/queue/read.ts";
import { atDesk } from "#lib/staff/fixture/member.ts";
import { type House, openHouse } from "#lib/worker/fixture/house.ts";
import * as way from "#lib/worker/fixture/ways.ts";
import { requestFor } from "./access.ts";
import { assignRequest } from "./assign.ts";
import { cancelRequest } from "./cancel.ts";
import { track } from "./track.ts";

let house: House;
let own: Awaited<ReturnType<typeof way.fileAndProve>>;
let foreign: Awaited<ReturnType<typeof way.fileAndProve>>;

beforeAll(async () => {
  house = await openHouse(["shop", "loyalty"]);
  own = await way.fileAndProve();
  foreign = await way.fileAndProve({ email: "noor.haddad@example.net", name: "Noor Haddad" });
});
afterAll(() => house.close());

const staff = (role: (typeof roles)[number]): Actor => ({
  ...atDesk,
  kind: "staff",
  staffId: randomUUID(),
  name: "Alba Reyes",
  initials: "AR",
  role,
});
const unknown = "LK-222-222";

async function answerOf(work: Promise<unknown>): Promise<string> {
  try {
    await work;
    return "yes";
  } catch (error) {
    if (error instanceof HabeasError) return `${error.code}: ${error.message}`;
    return `a bug: ${error instanceof Error ? error.message : error}`;
  }
}

/** Every use case that takes a reference from outside. */
const uses: [string, (actor: Actor, reference: string) => Promise<unknown>][] = [
  ["see", track],
  ["cancel", cancelRequest],
  ["open a bundle", (actor, reference) => openHandover(actor, reference, 1)],
  ["renew a bundle", renewHandover],
  ["read the file", readRequestFile],
  [
    "look at findings",
    (actor, reference) => previewFindings(actor, reference, "shop", "orders", { offset: 0, limit: 1 }),
  ],
  ["release", (actor, reference) => releaseRequest(actor, reference, { version: 1, partly: false })],
  ["assign", (actor, reference) => assignRequest(actor, reference, null)],
];

describe("a request of somebody else answers exactly like one that does not exist", () => {
  const outsiders: [string, () => Actor][] = [
    ["a visitor", way.newVisitor],
    ["a visitor without a cookie", () => ({ kind: "visitor", browser: "" })],
    ["the person of another request", () => own.person],
    ["a worker", () => ({ kind: "worker", requestId: own.requestId })],
  ];
  for (const [who, actor] of outsiders) {
    it.each(uses)(`${who}: %s`, async (_what, use) => {
      const nothing = await answerOf(use(actor(), unknown));
      expect(nothing).toMatch(/^not_found: /);
      for (const reference of [
        foreign.reference,
        foreign.reference.toLowerCase(),
        "",
        "nonsense",
        "LK-\u0000\u0000\u0000-222",
      ]) {
        expect(await answerOf(use(actor(), reference))).toBe(nothing);
      }
    });
  }
});

describe("who may do what with a request", () => {
  const see = { person: "see", staff: "see_requests" } as const;
  const act = { person: "act", staff: "cancel" } as const;
  const never = { person: "never", staff: "release" } as const;

  it("the browser that filed it sees that it stands, and can do nothing", async () => {
    const filed = await way.file();
    expect(await track(filed.visitor, filed.reference)).toMatchObject({
      proven: false,
      systems: [],
      bundle: null,
    });
    for (const need of [act, never]) {
      expect(await answerOf(requestFor(database(), filed.visitor, filed.reference, need))).toMatch(
        /^not_found/,
      );
    }
  });

  it("its person sees and acts, and never does what is the desk's", async () => {
    expect(await answerOf(requestFor(database(), own.person, own.reference, see))).toBe("yes");
    expect(await answerOf(requestFor(database(), own.person, own.reference, act))).toBe("yes");
    expect(await answerOf(requestFor(database(), own.person, own.reference, never))).toMatch(/^not_found/);
  });

  it("each role does what the table says", async () => {
    const may = async (
      role: (typeof roles)[number],
      action: "see_requests" | "see_findings" | "work" | "release" | "assign" | "cancel",
    ) =>
      (await answerOf(
        requestFor(database(), staff(role), own.reference, { person: "never", staff: action }),
      )) === "yes";
    const table = await Promise.all(
      roles.map(async (role) => [
        role,
        await Promise.all(
          (["see_requests", "see_findings", "work", "release", "assign", "cancel"] as const).map((action) =>
            may(role, action),
          ),
        ),
      ]),
    );
    expect(Object.fromEntries(table)).toEqual({
      administrator: [false, false, false, false, false, false],
      officer: [true, true, true, true, true, true],
      analyst: [true, true, true, true, true, true],
      approver: [true, true, false, true, false, false],
      owner: [false, false, false, false, false, false],
      auditor: [true, false, false, false, false, false],
    });
  });

  it("the queue is the privacy team's alone", async () => {
    for (const actor of [own.person, own.visitor, { kind: "worker", requestId: own.requestId } as const]) {
      expect(await answerOf(readQueue(actor, { query: "is:open" }))).toMatch(/^forbidden/);
    }
    expect(
      (await readQueue(staff("auditor"), { query: "is:open" })).rows.map((row) => row.reference),
    ).toContain(own.reference);
  });
});

describe("nonsense from outside", () => {
  const ids = ["", "x", "1; drop table task", "00000000-0000-0000-0000-00000000000", randomUUID(), "\u0000"];

  it("as an id is answered like an id of nothing", async () => {
    for (const id of ids) {
      expect(await answerOf(retryNow(way.operator, id))).toMatch(/^not_found/);
      expect(await answerOf(recordAct(way.operator, id, { outcome: "done", note: "x" }))).toMatch(
        /^not_found/,
      );
      expect(await answerOf(decideShared(way.operator, { sharedId: id, keys: [], reason: "x" }))).toMatch(
        /^not_found/,
      );
      expect(await answerOf(assignRequest(way.operator, own.reference, id))).toMatch(/^not_found/);
      expect(await answerOf(readHumanTask(id))).toMatch(/^not_found/);
      expect(await answerOf(answerHumanTask(id, { kind: "nothing" }))).toMatch(/^not_found/);
      expect(
        await answerOf(previewFindings(way.operator, own.reference, id, "orders", { offset: 0, limit: 1 })),
      ).toMatch(/^not_found/);
      expect(
        await answerOf(previewFindings(way.operator, own.reference, "shop", id, { offset: 0, limit: 1 })),
      ).toMatch(/^not_found/);
    }
  });

  it("in the queue's search and place finds nothing and breaks nothing", async () => {
    for (const search of [
      "\u0000",
      "%",
      "_",
      ",",
      ". ,",
      "' or 1=1 --",
      "🦆",
      "\ud800",
      "a".repeat(100_000),
    ]) {
      expect((await readQueue(way.operator, { query: `is:open ${search}` })).rows).toEqual([]);
    }
    for (const after of [
      "x",
      "_",
      "2026-02-30_x",
      `2026-01-01_${"0".repeat(40)}`,
      "\u0000_\u0000",
      `x_${randomUUID()}`,
    ]) {
      expect(await answerOf(readQueue(way.operator, { query: "is:open", after }))).toMatch(
        /^(yes|invalid: )/,
      );
    }
  });

  it("a search finds by reference, whole address and words of the name, and by nothing less", async () => {
    const found = async (search: string) =>
      (await readQueue(way.operator, { query: `is:open ${search}` })).rows.map((row) => row.reference);
    expect(await found(foreign.reference.toLowerCase())).toEqual([foreign.reference]);
    expect(await found("NOOR.haddad@example.net")).toEqual([foreign.reference]);
    expect(await found("haddad noor")).toEqual([foreign.reference]);
    expect(await found("hadd")).toEqual([]);
    expect(await found("noor.haddad@example")).toEqual([]);
  });
});
