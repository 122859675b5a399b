import { afterEach, describe, expect, test } from "vitest";
import type { Collection } from "#connectors/collection.ts";
import { json } from "#connectors/conformance/http-system.ts";
import { openAt } from "#connectors/conformance/loopback.ts";
import { failureOfWork, located } from "#connectors/conformance/reading.ts";
import { described, fieldsOf, jun, mina } from "#connectors/conformance/world.ts";
import type { Session } from "#connectors/contract.ts";
import type { ErasureTarget } from "#connectors/erase.ts";
import type { ErasureRule } from "#connectors/language/erasure.ts";
import { httpReach } from "#connectors/language/http.ts";
import { anonymise, collectionsWith, type Erasable, erasable, token } from "./fixture/erasable.ts";

const secret = new Uint8Array(32).fill(5);

describe("what a map says of erasing over http", () => {
  let system: Erasable | undefined;
  afterEach(() => system?.stop());

  const opened = async (collections: readonly Collection[], more: object = {}): Promise<Session> => {
    system ??= await erasable([mina, jun]);
    const settings = { base_url: system.base, auth: { kind: "bearer", token }, ...more };
    return openAt("http", settings, collections, { at: system });
  };
  const planFor = async (session: Session, ...emails: string[]) => {
    const { eraser } = session;
    if (eraser === undefined) throw new Error("http can erase");
    const { keys } = await located(session, ...emails.map((value) => ({ kind: "email", value })));
    const steps = await eraser.steps();
    const targets: ErasureTarget[] = [];
    for await (const one of eraser.targets(keys)) targets.push(one);
    const of = (name: string) => {
      const step = steps.find((one) => one.collection === name);
      if (step === undefined) throw new Error("there is such a step");
      return { step, rows: targets.filter((one) => one.step === step.no).map((one) => one.row) };
    };
    return { eraser, steps, targets, of };
  };
  const fresh = async () => {
    await system?.stop();
    system = await erasable([mina, jun]);
    return system;
  };

  test("several rows go in one request, with a key that stays the same when it is sent again", async () => {
    const at = await fresh();
    const many = {
      delete: { method: "POST", path: "/delete-many", body: { ids: "{keys}" }, most: 50, gone: [404] },
    };
    const { eraser, of } = await planFor(
      await opened(collectionsWith(undefined, many)),
      mina.email,
      jun.email,
    );
    const { step, rows } = of("people");
    expect(await eraser.act(step, rows, secret)).toEqual({ changed: 2, gone: 0 });
    at.people.set("p-1", { ...mina });
    at.people.set("p-2", { ...jun });
    await eraser.act(step, rows, secret);
    await eraser.act(step, rows, secret);
    const sent = at.asked.filter((one) => one.url.pathname === "/delete-many");
    expect(sent.map((one) => JSON.parse(one.body) as unknown)).toEqual([
      { ids: ["p-1", "p-2"] },
      { ids: ["p-1", "p-2"] },
    ]);
    const once = sent.map((one) => one.headers["idempotency-key"]);
    expect(once[0]).toMatch(/^[\w-]{43}$/);
    expect(once[1]).toBe(once[0]);
    expect(at.people.size).toBe(0);
  });

  test("what the system does by and by is waited for, or said not to be done", async () => {
    const at = await fresh();
    const job = { id: "/job/id", poll: { path: "/jobs/{job}", state: "/state", every_seconds: 1 } };
    const slow = collectionsWith(undefined, { delete: { path: "/slow/people/{key}", job } });
    const { eraser, of } = await planFor(await opened(slow), mina.email);
    const { step, rows } = of("people");
    const { eraser: hasty } = await planFor(await opened(slow, { wait_seconds: 0 }), mina.email);
    const failure = await failureOfWork(() => hasty.act(step, rows, secret));
    expect([failure.code, at.people.size]).toEqual(["timeout", 2]);
    expect(await eraser.act(step, rows, secret)).toEqual({ changed: 1, gone: 0 });
    expect([...at.people.keys()]).toEqual(["p-2"]);
  });

  test("a system that says yes and does nothing is caught, and so is one that answers with another record", async () => {
    const at = await fresh();
    const { eraser, of } = await planFor(await opened(collectionsWith(undefined)), mina.email);
    const { step, rows } = of("people");
    at.meddle = ({ method }, response) => {
      if (method !== "DELETE") return false;
      response.writeHead(204).end();
      return true;
    };
    expect(await eraser.act(step, rows, secret)).toEqual({ changed: 1, gone: 0 });
    expect(await eraser.standing(step, rows)).toBe(1);
    at.meddle = ({ method, url }, response) => {
      if (method !== "GET" || url.pathname !== "/people/p-1") return false;
      json(response, 200, at.people.get("p-2"));
      return true;
    };
    const failure = await failureOfWork(() => eraser.act(step, rows, secret));
    expect([failure.code, at.people.size]).toEqual(["wrong_person", 2]);
  });

  test.each([409, 423, 422, 302, 500])("a refusal (%i) is one, and nothing is claimed", async (status) => {
    const at = await fresh();
    const { eraser, of } = await planFor(await opened(collectionsWith(undefined)), mina.email);
    const { step, rows } = of("people");
    at.meddle = ({ method }, response) => {
      if (method !== "DELETE") return false;
      json(
        response,
        status,
        { error: `${mina.email} is held by 7 orders` },
        { location: "http://169.254.169.254/" },
      );
      return true;
    };
    const failure = await failureOfWork(() => eraser.act(step, rows, secret));
    expect(failure.message).not.toContain("example.com");
    expect(at.people.size).toBe(2);
  });

  test("what cannot be done as it is written is done by hand or refused before anything is sent", async () => {
    const whole = collectionsWith(anonymise, {
      anonymise: { path: "/people/{key}", body: { name: "{new.name}" } },
    });
    const steps = async (collections: Collection[]) =>
      (await (await opened(collections)).eraser?.steps()) ?? [];
    expect((await steps(whole)).map((one) => [one.act, one.why])).toContainEqual([
      "by_hand",
      "The data map changes email of people, and what it sends over http does not hold it ({new.email}).",
    ]);
    const bare = whole.map((one): Collection => {
      const query =
        one.name === "people" ? { email: "{match.email}", phone: "{match.phone}" } : { person: "{parent}" };
      return { ...one, http: httpReach.parse({ path: `/${one.name}`, query }) };
    });
    expect((await steps(bare)).every((one) => one.act === "by_hand" && one.why !== null)).toBe(true);
    for (const [change, said] of [
      [{ delete: { path: "/people/all" } }, "which record is meant"],
      [{ delete: { path: "/people/{id}" } }, "stands for nothing"],
      [{ delete: { path: "/people", query: { mail: "{new.email}" } } }, "stands for nothing"],
      [{ anonymise: { path: "/people/{key}", body: { note: "was {new.name}" } } }, "within a longer text"],
      [{ look: { path: "/people" } }, "which record is meant"],
      [{ delete: { path: "/many", most: 9 } }, "use {keys}"],
    ] as const) {
      const failure = await failureOfWork(() => opened(collectionsWith(anonymise, change)));
      expect([failure.code, failure.message.includes(said) || failure.message]).toEqual([
        "misconfigured",
        true,
      ]);
    }
  });

  test("a look that finds nothing is noticed before anybody is taken for gone", async () => {
    await fresh();
    const session = await opened(collectionsWith(undefined, { look: { path: "/persons/{key}" } }));
    const failure = await failureOfWork(() => planFor(session, mina.email));
    expect([failure.code, failure.message]).toEqual([
      "misconfigured",
      "The data map's look at people does not find a record that is there. Nothing can be proved by it.",
    ]);
  });

  test("what stands inside a record goes with it, and is by hand where it is to stay", async () => {
    await fresh();
    const inside = (erasure?: ErasureRule) =>
      described({
        name: "devices",
        key: ["no"],
        belongs: [{ to: "people", on: { person: "id" } }],
        fields: fieldsOf("no", "person"),
        http: { inside: "$.devices[*]" },
        ...(erasure === undefined ? {} : { erasure }),
      });
    const steps = async (erasure?: ErasureRule) =>
      (await opened([...collectionsWith(undefined), inside(erasure)])).eraser?.steps();
    expect((await steps())?.map((one) => [one.no, one.collection, one.act, one.cascades])).toEqual([
      [0, "notes", "delete", []],
      [1, "people", "delete", [{ table: "devices", onDelete: "cascade" }]],
    ]);
    const kept = await steps({ act: "anonymise", fields: { no: "null" } });
    expect(kept?.find((one) => one.collection === "devices")?.act).toBe("by_hand");
  });

  test("somebody is taken out of a list in which others stay", async () => {
    const at = await fresh();
    const groups = new Map([["g-1", { id: "g-1", members: ["p-1", "p-2"] }]]);
    at.meddle = ({ method, url }, response) => {
      const [, first, id = "", , member = ""] = url.pathname.split("/");
      if (first !== "groups") return false;
      const group = groups.get(id);
      if (id === "")
        json(response, 200, {
          items: [...groups.values()].filter((one) =>
            one.members.includes(url.searchParams.get("member") ?? ""),
          ),
        });
      else if (method === "DELETE" && group) {
        group.members = group.members.filter((one) => one !== member);
        response.writeHead(204).end();
      } else json(response, group ? 200 : 404, group);
      return true;
    };
    const list = described({
      name: "groups",
      key: ["id"],
      belongs: [{ to: "people", on: { "members[]": "id" }, as: "shared" }],
      fields: fieldsOf("id", "members"),
      http: {
        path: "/groups",
        query: { member: "{parent}" },
        items: "/items",
        erase: {
          look: { path: "/groups/{key}" },
          unlink: { method: "DELETE", path: "/groups/{key}/members/{tie}" },
        },
      },
    });
    const { eraser, of } = await planFor(await opened([...collectionsWith(undefined), list]), mina.email);
    const { step, rows } = of("groups");
    expect([step.act, rows]).toEqual(["unlink", [["g-1", "p-1"]]]);
    expect(await eraser.standing(step, rows)).toBe(1);
    expect(await eraser.act(step, rows, secret)).toEqual({ changed: 1, gone: 0 });
    expect(groups.get("g-1")?.members).toEqual(["p-2"]);
    expect(await eraser.standing(step, rows)).toBe(0);
    expect(await eraser.act(step, rows, secret)).toEqual({ changed: 0, gone: 0 });
  });
});
