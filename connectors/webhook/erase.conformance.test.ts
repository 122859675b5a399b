import type { ServerResponse } from "node:http";
import { afterEach, describe, expect, test } from "vitest";
import type { Collection } from "#connectors/collection.ts";
import { conformErasing, type ErasingRig } from "#connectors/conformance/erasing.ts";
import { httpWireTo } from "#connectors/conformance/http-wire.ts";
import { type Loopback, loopback, openAt } from "#connectors/conformance/loopback.ts";
import { failureOfWork } from "#connectors/conformance/reading.ts";
import { receiver } from "#connectors/conformance/receiver.ts";
import { described, fieldsOf, type Person, twoCollections } from "#connectors/conformance/world.ts";
import type { ErasureTarget } from "#connectors/erase.ts";
import { connectorOf } from "#connectors/registry.ts";

const secret = "the secret of the receiver, in words";

async function start(persons: readonly Person[]): Promise<ErasingRig> {
  let system = await receiver(persons, [secret]);
  const wire = await httpWireTo(system.port, () => false);
  const anonymise = { act: "anonymise", fields: { name: "keyed_hash", email: "null" } } as const;
  const settings = (port: number) => ({
    url: `http://127.0.0.1:${port}/habeas`,
    secrets: [secret],
    silence_seconds: 20,
  });
  const rig: ErasingRig = {
    settings: settings(wire.port),
    collections: twoCollections(),
    anonymising: twoCollections().map(
      (one): Collection => (one.name === "people" ? { ...one, erasure: anonymise } : one),
    ),
    internalHosts: [`127.0.0.1:${wire.port}`],
    secrets: [secret],
    lying: async () =>
      [
        ...system.all("select id as person, * from people order by rowid"),
        ...system.all("select * from notes order by no"),
      ].map((row) => ({ person: String(row.person), bytes: JSON.stringify(row) })),
    putBack: async (one) => {
      const row = [one.id, one.email, one.phone, one.name, one.secret];
      system.all("insert into people values (?, ?, ?, ?, ?) returning id", ...row);
    },
    plant: async (text) => {
      system.run("create table letters (no integer, body text)");
      system.all("insert into letters values (1, ?) returning no", text);
      return { table: "letters", column: "body" };
    },
    forbid: async () => {
      // The same people behind a receiver that may only read.
      const kept = system;
      system = await receiver(persons, [secret], { RECEIVER_WRITES: "no" });
      await kept.stop();
      rig.settings = settings(system.port);
      rig.internalHosts.push(`127.0.0.1:${system.port}`);
    },
    troubles: {
      busy: wire.troubles.busy,
      broken: wire.troubles.broken,
      slow: wire.troubles.slow,
      cut: async () => {
        const every = setInterval(() => void wire.troubles.cut(), 5);
        return async () => clearInterval(every);
      },
    },
    stop: async () => {
      await wire.close();
      await system.stop();
    },
  };
  return rig;
}

conformErasing("webhook", { connector: () => connectorOf("webhook"), start, without: {} });

describe("what a system answers to an erasure", () => {
  let at: Loopback | undefined;
  afterEach(() => at?.stop());
  type Asked = { type: string; rows?: unknown[]; once?: string; memo?: string };

  const opened = async (
    answer: (asked: Asked, response: ServerResponse) => void,
    collections = twoCollections(),
  ) => {
    at = await loopback((asked, response) => {
      response.setHeader("habeas-webhook", "1");
      const question = JSON.parse(asked.body) as Asked;
      if (question.type !== "describe") return answer(question, response);
      const names = collections.map(({ name, fields }) => ({ name, fields: Object.keys(fields) }));
      response.end(JSON.stringify({ capabilities: ["erase"], collections: names }));
    });
    const settings = { url: `${at.base}/habeas`, secrets: [secret], wait_seconds: 3 };
    const { eraser } = await openAt("webhook", settings, collections, { at });
    if (eraser === undefined) throw new Error("a webhook can erase");
    return eraser;
  };
  const lines = (response: ServerResponse, ...all: object[]) =>
    response.end(
      [...all, { end: true, lines: all.length }].map((one) => `${JSON.stringify(one)}\n`).join(""),
    );
  const person = { id: "p-1", email: "mina@example.com", phone: "", name: "Mina" };

  test("rows that were not asked for, other counts, and an answer that breaks off are refused", async () => {
    for (const [there, done, code] of [
      [[{ record: { ...person, id: "p-2" } }], { status: "erased", changed: 1, gone: 0 }, "wrong_person"],
      [[{ record: person }], { status: "erased", changed: 2, gone: 0 }, "bad_answer"],
      [[{ record: person }], { status: "erased", changed: 0, gone: 0 }, "bad_answer"],
      [[{ record: person }], { status: "done" }, "bad_answer"],
      [null, {}, "bad_answer"],
    ] as const) {
      const eraser = await opened((asked, response) => {
        if (asked.type === "erase") response.end(JSON.stringify(done));
        else if (there === null) response.end(`${JSON.stringify({ record: person })}\n`);
        else lines(response, ...there);
      });
      const step = (await eraser.steps()).find((one) => one.collection === "people");
      if (step === undefined) throw new Error("there is a step");
      const failure = await failureOfWork(() => eraser.act(step, [["p-1"]], new Uint8Array(32)));
      expect([failure.code, failure.message.includes("p-")]).toEqual([code, false]);
      await at?.stop();
    }
  });

  test("what takes its time is asked for again by the same once-key, then left for later", async () => {
    const asked: Asked[] = [];
    let seconds = 1;
    const eraser = await opened((question, response) => {
      if (question.type !== "erase") return lines(response, { record: person });
      asked.push(question);
      const done = question.memo === "second" && seconds === 1;
      const memo = question.memo === undefined ? "first" : "second";
      response.end(
        JSON.stringify(
          done
            ? { status: "erased", changed: 1, gone: 0 }
            : { status: "in_progress", ask_again_seconds: seconds, memo },
        ),
      );
    });
    const step = (await eraser.steps()).find((one) => one.collection === "people");
    if (step === undefined) throw new Error("there is a step");
    expect(await eraser.act(step, [["p-1"]], new Uint8Array(32))).toEqual({ changed: 1, gone: 0 });
    seconds = 900;
    const failure = await failureOfWork(() => eraser.act(step, [["p-1"]], new Uint8Array(32)));
    expect([failure.code, failure.retryAfterSeconds]).toEqual(["timeout", 900]);
    expect(asked.map((one) => one.memo)).toEqual([undefined, "first", "second", undefined]);
    expect(new Set(asked.map((one) => one.once)).size).toBe(1);
  });

  test("roles and others say what becomes of a record; a shared one goes only if nobody else has a part in it", async () => {
    const side = (field: string) => ({
      to: "people",
      on: { [field]: "id" },
      role: field,
      as: "shared" as const,
    });
    const deals = described({
      name: "deals",
      key: ["no"],
      belongs: [side("buyer"), side("seller")],
      fields: fieldsOf("no", "buyer", "seller"),
      erasure: { act: "delete_with_last_owner" },
    });
    const [people] = twoCollections();
    if (people === undefined) throw new Error("there are people");
    const deal = (no: number, more: object) => ({
      key: "p-1",
      record: { no, buyer: "p-1", seller: "p-2" },
      ...more,
    });
    let others = [
      deal(1, { roles: ["buyer"], others: true }),
      deal(2, { roles: ["buyer", "seller"], others: false }),
      deal(3, { roles: ["buyer"] }),
    ];
    const eraser = await opened(
      (question, response) => {
        const named = (one: { record: { no: number } }) =>
          question.type !== "standing" || question.rows?.some((row) => String(row) === String(one.record.no));
        if ("collection" in question && question.collection === "deals")
          lines(response, ...others.filter(named));
        else lines(response, { key: "p-1", record: person });
      },
      [people, deals],
    );
    const key = { collection: "people", key: "p-1", via: { kind: "email", value: "mina@example.com" } };
    const steps = await eraser.steps();
    const targets: ErasureTarget[] = [];
    for await (const one of eraser.targets([key])) targets.push(one);
    const found = targets.map((one) => [steps[one.step]?.act, steps[one.step]?.by?.role, one.row[0]]);
    expect(found.filter(([, role]) => role !== undefined)).toEqual([
      ["unlink", "buyer", "1"],
      ["unlink", "buyer", "3"],
      ["delete", "buyer", "2"],
    ]);
    others = [deal(1, {})];
    const failure = await failureOfWork(async () => {
      for await (const _ of eraser.targets([key]));
    });
    expect(failure.code).toBe("bad_answer");
  });
});
