import type { ServerResponse } from "node:http";
import { afterEach, describe, expect, test } from "vitest";
import { conformCorrecting } from "#connectors/conformance/correcting.ts";
import { type CorrectingRig, correctable } from "#connectors/conformance/correcting-rig.ts";
import { httpWireTo } from "#connectors/conformance/http-wire.ts";
import { type Loopback, loopback, openAt } from "#connectors/conformance/loopback.ts";
import { failureOfWork } from "#connectors/conformance/reading.ts";
import { receiver } from "#connectors/conformance/receiver.ts";
import { mina, type Person, twoCollections } from "#connectors/conformance/world.ts";
import { connectorOf } from "#connectors/registry.ts";

const secret = "the secret of the receiver, in words";
const names = { name: "name", email: "email", phone: "phone", text: "text" };

async function start(persons: readonly Person[]): Promise<CorrectingRig> {
  let system = await receiver(persons, [secret]);
  const wire = await httpWireTo(system.port, ({ body }) => body.includes('"type":"correct"'));
  const settings = (port: number) => ({
    url: `http://127.0.0.1:${port}/habeas`,
    secrets: [secret],
    silence_seconds: 20,
  });
  const first = "select min(no) from notes where person = ?";
  const rig: CorrectingRig = {
    settings: settings(wire.port),
    collections: correctable(twoCollections(), names),
    names,
    internalHosts: [`127.0.0.1:${wire.port}`],
    secrets: [secret],
    lying: async () =>
      [
        ...system.all("select id as person, * from people order by rowid"),
        ...system.all("select * from notes order by no"),
      ].map((row) => ({ person: String(row.person), bytes: JSON.stringify(row) })),
    write: async (person, field, value) => {
      system.all(`update people set ${field} = ? where id = ? returning id`, value, person.id);
    },
    give: async (person, other) => {
      system.all(`update notes set person = ? where no = (${first}) returning no`, other.id, person.id);
    },
    remove: async (person) => {
      system.all(`delete from notes where no = (${first}) returning no`, person.id);
    },
    refused: { field: "email", value: `${"an.address.too.long.".repeat(20)}@example.com` },
    typed: [],
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
      lost: wire.changing(() => ""),
    },
    stop: async () => {
      await wire.close();
      await system.stop();
    },
  };
  return rig;
}

conformCorrecting("webhook", {
  connector: () => connectorOf("webhook"),
  start,
  without: { typed: "numbers and truths of JSON are in the case of what is sent, below" },
});

describe("what a system answers to a correction", () => {
  let at: Loopback | undefined;
  afterEach(() => at?.stop());
  type Asked = { type: string; memo?: string; fields?: unknown; once?: string; row?: unknown };
  const person = { id: "p-1", email: "mina@example.com", phone: "", name: "Mina", points: 7, member: true };
  const keys = [{ collection: "people", key: "p-1", via: { kind: "email", value: mina.email } }];

  /** A system that holds the person above and answers corrections as the test says. */
  const opened = async (
    answer: (asked: Asked, response: ServerResponse) => void,
    announced: { capabilities?: string[]; correct?: object[] } = {},
    held = { ...person },
  ) => {
    const label = (name: string) => ({
      label: name,
      disclose: "yes" as const,
      correct: { by: "write" as const },
    });
    const [people] = correctable(twoCollections(), names);
    if (people === undefined) throw new Error("there are people");
    const fields = { ...people.fields, points: label("points"), member: label("member") };
    const asked: Asked[] = [];
    at = await loopback((request, response) => {
      response.setHeader("habeas-webhook", "1");
      const question = JSON.parse(request.body) as Asked;
      asked.push(question);
      const { capabilities = ["correct"], correct } = announced;
      const whole = { name: "people", fields: Object.keys(held), ...(correct ? { correct } : {}) };
      if (question.type === "describe")
        return response.end(JSON.stringify({ capabilities, collections: [whole] }));
      if (question.type === "correct") return answer(question, response);
      const line = { ...(question.type === "collect" ? { key: "p-1" } : {}), record: held };
      response.end(`${JSON.stringify(line)}\n${JSON.stringify({ end: true, lines: 1 })}\n`);
    });
    const settings = { url: `${at.base}/habeas`, secrets: [secret], wait_seconds: 3 };
    const { corrector } = await openAt("webhook", settings, [{ ...people, fields }], { at });
    if (corrector === undefined) throw new Error("a webhook can correct");
    const change = (...of: [string, string | null, string | null][]) =>
      corrector.change(
        {
          collection: "people",
          row: ["p-1"],
          fields: of.map(([field, seen, value]) => ({ field, seen, value })),
        },
        keys,
        "once-7",
      );
    return { corrector, change, asked, held };
  };
  const says =
    (answer: object) =>
    (_asked: Asked, response: ServerResponse): void => {
      response.end(JSON.stringify(answer));
    };

  test("what is sent is typed as the system writes it, with what was seen and whose it is", async () => {
    const { change, asked, held } = await opened((question, response) => {
      for (const { field, value } of question.fields as { field: string; value: unknown }[])
        Object.assign(held, { [field]: value });
      response.end(JSON.stringify({ status: "corrected", outcome: "changed" }));
    });
    expect(await change(["points", "7", "8"], ["member", "true", "false"])).toEqual({ outcome: "changed" });
    expect(asked.find((one) => one.type === "correct")).toEqual({
      type: "correct",
      collection: "people",
      row: ["p-1"],
      keys,
      once: "once-7",
      fields: [
        { field: "points", seen: 7, value: 8 },
        { field: "member", seen: true, value: false },
      ],
    });
    expect(await change(["points", "8", "many"])).toMatchObject({ outcome: "refused" });
  });

  test("a system that takes its time is asked again, and one that takes too long is left for later", async () => {
    const later = { status: "in_progress", ask_again_seconds: 1, memo: "work 7" };
    const { change, asked } = await opened((question, response) => {
      says(question.memo === undefined ? later : { status: "corrected", outcome: "already" })(
        question,
        response,
      );
    });
    expect(await change(["name", "Mina", "Mina B"])).toEqual({ outcome: "already" });
    expect(asked.filter((one) => one.type === "correct").map((one) => one.memo)).toEqual([
      undefined,
      "work 7",
    ]);
    const slow = await opened(says({ status: "in_progress", ask_again_seconds: 600 }));
    const failure = await failureOfWork(() => slow.change(["name", "Mina", "Mina B"]));
    expect([failure.code, failure.retryAfterSeconds]).toEqual(["timeout", 600]);
  });

  test("what it claims is looked at, and what it says of others is not passed on", async () => {
    for (const [answer, outcome] of [
      [{ outcome: "changed" }, { outcome: "refused", why: expect.stringContaining("does not show it") }],
      [
        { outcome: "refused", why: "jun@example.com has it" },
        { outcome: "refused", why: expect.not.stringContaining("jun") },
      ],
      [
        { outcome: "conflict", fields: ["jun@example.com"] },
        { outcome: "conflict", fields: ["name"] },
      ],
      [{ outcome: "gone" }, { outcome: "gone" }],
    ] as const) {
      const { change } = await opened(says({ status: "corrected", ...answer }));
      expect(await change(["name", "Mina", "Mina B"])).toEqual(outcome);
    }
    const { change } = await opened(says({ status: "done" }));
    expect((await failureOfWork(() => change(["name", "Mina", "Mina B"]))).code).toBe("bad_answer");
  });

  test("only what it announces is written", async () => {
    const some = await opened(says({}), { correct: [{ field: "name", most: 40, choices: ["Mina", "Jun"] }] });
    const fields = await some.corrector.fields();
    expect(fields.find((one) => one.field === "name")).toMatchObject({
      by: "write",
      type: { kind: "text", nullable: true, most: 40, choices: ["Mina", "Jun"] },
    });
    expect(fields.find((one) => one.field === "email")).toMatchObject({ by: "ask" });
    const none = await opened(says({}), { capabilities: ["erase"] });
    expect((await none.corrector.fields()).every((one) => one.by === "ask")).toBe(true);
    expect((await failureOfWork(() => none.change(["name", "Mina", "B"]))).code).toBe("misconfigured");
  });
});
