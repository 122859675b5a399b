import { createHmac } from "node:crypto";
import { afterEach, describe, expect, test } from "vitest";
import { json } from "#connectors/conformance/http-system.ts";
import { type Asked, type Loopback, loopback, openAt } from "#connectors/conformance/loopback.ts";
import { failureOfWork, located, readAll } from "#connectors/conformance/reading.ts";
import { described, fieldsOf, mina, twoCollections } from "#connectors/conformance/world.ts";

let server: Loopback;
afterEach(() => server.stop());

const secret = "the secret of the receiver, in words";
const email = { kind: "email", value: mina.email };
const key = { collection: "people", key: "p-1" };
const found = { status: "located", keys: [{ ...key, via: 0 }], identifiers: [] };
const person = { key: "p-1", record: { id: "p-1", email: mina.email, phone: "1", name: "Mina" } };
const note = { key: "p-1", record: { no: 1, person: "p-1", text: "hello" } };
const whole = (...lines: object[]) => [...lines, { end: true, lines: lines.length }];
type Question = { type: string; collection?: string; [member: string]: unknown };
type Answers = {
  [type: string]: unknown;
  version?: string;
};

const questionOf = (asked: Asked) => JSON.parse(asked.body) as Question;

/** A system that answers each type of question as told; lists become lines. */
async function speaking(answers: Answers) {
  server = await loopback((asked, response) => {
    response.setHeader("habeas-webhook", answers.version ?? "1");
    if (asked.method !== "POST") return json(response, 401, {});
    const question = questionOf(asked);
    const said = answers[question.collection ?? question.type] ?? answers[question.type];
    const answer = typeof said === "function" ? (said(question) as unknown) : said;
    if (Buffer.isBuffer(answer)) return response.writeHead(200).end(answer);
    if (typeof answer === "number") return json(response, answer, { error: "mina@example.com" });
    if (!Array.isArray(answer)) return json(response, 200, answer);
    response.writeHead(200).end(answer.map((line) => `${JSON.stringify(line)}\n`).join(""));
  });
}
const open = (settings: object = {}, more: object = {}, collections = twoCollections()) =>
  openAt("webhook", { url: `${server.base}/habeas`, secrets: [secret], ...settings }, collections, {
    at: server,
    ...more,
  });
async function about(answers: Answers, collections = twoCollections()) {
  await speaking({ locate: found, people: whole(person), notes: whole(note), ...answers });
  const session = await open({}, {}, collections);
  try {
    const { keys } = await located(session, email);
    return await readAll(session, keys);
  } finally {
    await session.close();
  }
}

describe("a question", () => {
  test("is signed with each secret, over its id, time and body", async () => {
    const binary = Buffer.alloc(32, 7);
    await speaking({ locate: found });
    const session = await open({ secrets: [`whsec_${binary.toString("base64")}`, secret] });
    await located(session, email);
    await session.close();
    const [asked] = server.asked;
    if (asked === undefined) throw new Error("nothing was asked");
    const text = `${asked.headers["webhook-id"]}.${asked.headers["webhook-timestamp"]}.${asked.body}`;
    const signatures = [binary, secret].map(
      (one) => `v1,${createHmac("sha256", one).update(text).digest("base64")}`,
    );
    expect(asked.headers["webhook-signature"]).toBe(signatures.join(" "));
    expect(Math.abs(Number(asked.headers["webhook-timestamp"]) - Date.now() / 1000)).toBeLessThan(5);
    expect(asked.headers["habeas-webhook"]).toBe("1");
    expect(questionOf(asked)).toEqual({ type: "locate", identifiers: [email] });
  });

  test("is signed anew when it is sent again", async () => {
    let first = true;
    const busy = () => {
      const answer = first ? 429 : found;
      first = false;
      return answer;
    };
    server = await loopback((_asked, response) => {
      response.setHeader("habeas-webhook", "1");
      const answer = busy();
      if (answer === 429) return json(response, 429, {}, { "retry-after": "1" });
      json(response, 200, answer);
    });
    const session = await open();
    await located(session, email);
    await session.close();
    const ids = server.asked.map((asked) => asked.headers["webhook-id"]);
    expect(ids).toHaveLength(2);
    expect(new Set(ids).size).toBe(2);
  });

  test("names only kinds by which the map looks, and keys with the identifier that led there", async () => {
    await speaking({
      locate: found,
      people: whole(person),
      notes: whole(note),
      count: { status: "counted", counts: { people: 1, notes: 1 } },
    });
    const session = await open();
    const { keys } = await located(session, { kind: "cookie", value: "c" }, email);
    await session.count(keys);
    await session.close();
    expect(server.asked.map(questionOf)).toEqual([
      { type: "locate", identifiers: [email] },
      { type: "count", keys: [{ ...key, via: email }] },
    ]);
  });

  test.each([
    ["a short secret", { secrets: ["short"] }],
    ["three secrets", { secrets: [secret, secret, secret] }],
    ["no secret", { secrets: [] }],
    ["base64 of too little", { secrets: ["whsec_AAAAAAAAAAAAAAAAAAAAAAAA"] }],
  ])("%s is refused", async (_name, settings) => {
    await speaking({});
    await expect(open(settings)).rejects.toThrow();
  });
});

describe("an answer", () => {
  test("of several people under one identifier is shared, and nothing is handed on from them", async () => {
    const keys = [
      { ...key, via: 0 },
      { ...key, key: "p-2", via: 0 },
      { ...key, via: 1 },
    ];
    const identifiers = [
      { kind: "phone", value: "+1 555 0100", ...key },
      { kind: "phone", value: "+1 555 0199", collection: "people", key: "p-2" },
    ];
    await speaking({
      locate: (question: Question) => {
        const asked = question.identifiers as { value: string }[];
        return asked.length === 2
          ? { status: "located", keys, identifiers }
          : { status: "located", keys: [] };
      },
    });
    const session = await open();
    const answer = await located(session, { kind: "phone", value: "1" }, email);
    await session.close();
    expect(answer).toEqual({
      kind: "located",
      keys: [{ ...key, via: email }],
      shared: [{ kind: "phone", value: "1", collection: "people", keys: ["p-1", "p-2"] }],
      identifiers: [{ kind: "phone", value: "+1 555 0100", ...key }],
    });
  });

  const wrongs: [string, Answers, string][] = [
    ["of another version", { version: "2" }, "bad_answer"],
    ["of no kind that there is", { locate: { status: "gone" } }, "bad_answer"],
    ["by what was not asked", { locate: { ...found, keys: [{ ...key, via: 1 }] } }, "bad_answer"],
    [
      "where nobody is found",
      { locate: { ...found, keys: [{ collection: "notes", key: "1", via: 0 }] } },
      "bad_answer",
    ],
    ["that is no JSON", { locate: Buffer.from("<html>") }, "bad_answer"],
    ["of another person", { notes: whole({ ...note, key: "p-2" }) }, "wrong_person"],
    ["without its last line", { notes: [note] }, "bad_answer"],
    ["with fewer lines than it says", { notes: [note, { end: true, lines: 2 }] }, "bad_answer"],
    ["that goes on after its end", { notes: [...whole(), note] }, "bad_answer"],
    ["without a key", { notes: whole({ record: note.record }) }, "bad_answer"],
    ["without a record", { notes: whole({ key: "p-1", record: [1] }) }, "bad_answer"],
    [
      "without a field of the map",
      { notes: whole({ key: "p-1", record: { no: 1, person: "p-1" } }) },
      "schema_changed",
    ],
    ["that knows no such collection", { notes: 404 }, "schema_changed"],
    ["that says no", { notes: 403 }, "forbidden"],
  ];
  test.each(wrongs)("%s is an error", async (_name, answers, code) => {
    const failure = await failureOfWork(() => about(answers));
    expect(failure.code).toBe(code);
    expect(failure.message).not.toMatch(/mina|hello|p-[12]/);
  });

  test("may have more than the map names, fields by role, and files", async () => {
    const [people, notes] = twoCollections();
    if (people === undefined || notes === undefined) throw new Error("the world has two collections");
    const byRole = described({
      name: "notes",
      belongs: [{ to: "people", on: { person: "id" }, role: "author" }],
      fields: { ...fieldsOf("no"), text: { label: "Text", roles: ["author"] } },
    });
    const file = { key: "p-1", file: { id: "f/1", media_type: "text/plain; charset=utf-8", bytes: 5 } };
    const lines = whole({ ...note, roles: ["author"] }, { ...note, extra: 1 }, file);
    const files = (question: Question) => (question.file === "f/1" ? Buffer.from("12345") : 404);
    const answer = { notes: (question: Question) => (question.type === "file" ? files(question) : lines) };
    const read = await about(answer, [people, byRole]);
    expect(read.rows.slice(1).map((row) => row.record)).toEqual([{ no: 1, text: "hello" }, { no: 1 }]);
    expect(read.files.map((one) => [one.fileName, one.via, one.bytes.toString()])).toEqual([
      ["notes-1.txt", "p-1", "12345"],
    ]);
    await server.stop();
    const short = { notes: (question: Question) => (question.type === "file" ? Buffer.from("1") : lines) };
    expect((await failureOfWork(() => about(short, [people, byRole]))).code).toBe("bad_answer");
  });

  test("that it is still looking is remembered, with its memo", async () => {
    await speaking({ locate: { status: "in_progress", ask_again_seconds: 90, memo: "search 7" } });
    const callbackUrl = "https://habeas.example.com/api/callback/t";
    const session = await open({}, { memo: "search 6", callbackUrl });
    const answer = await session.locate([email]);
    await session.close();
    if (answer.kind !== "in_progress") throw new Error("in_progress was expected");
    expect(answer.memo).toBe("search 7");
    expect(Math.round((answer.askAgainAt.getTime() - Date.now()) / 1000)).toBe(90);
    expect(server.asked.map(questionOf)).toEqual([
      { type: "locate", identifiers: [email], memo: "search 6", callback_url: callbackUrl },
    ]);
  });
});

describe("the check", () => {
  const descriptions = {
    capabilities: ["locate"],
    collections: [
      { name: "people", fields: ["id"] },
      { name: "notes", fields: ["no"] },
    ],
  };
  const stepsOf = async (answers: Answers) => {
    await speaking({ describe: descriptions, locate: { ...found, keys: [] }, ...answers });
    const session = await open();
    const steps = await session.check();
    const inspected = await session.inspect();
    await session.close();
    return { steps: Object.fromEntries(steps.map(({ name, ok }) => [name, ok])), inspected };
  };

  test("tells of a system that does not look at signatures", async () => {
    const { steps, inspected } = await stepsOf({});
    expect(steps).toEqual({ network: true, sign_in: true, least_privilege: false, read: true });
    expect(inspected.map(({ name, columns }) => [name, columns.map((one) => one.name)])).toEqual([
      ["people", ["id"]],
      ["notes", ["no"]],
    ]);
  });

  test("tells of a collection that is not there, and of somebody who should not be", async () => {
    const partly = { ...descriptions, collections: descriptions.collections.slice(1) };
    expect((await stepsOf({ describe: partly })).steps).toEqual({ network: true, sign_in: false });
    await server.stop();
    expect((await stepsOf({ locate: found })).steps.read).toBe(false);
  });
});
