import { afterEach, describe, expect, test } from "vitest";
import type { Collection } from "#connectors/collection.ts";
import { correctable } from "#connectors/conformance/correcting-rig.ts";
import { json } from "#connectors/conformance/http-system.ts";
import { openAt } from "#connectors/conformance/loopback.ts";
import { failureOfWork, located } from "#connectors/conformance/reading.ts";
import { jun, mina } from "#connectors/conformance/world.ts";
import { type Erasable, erasable, token } from "../fixture/erasable.ts";
import { correctingMap } from "./fixture/map.ts";

const names = { name: "name", email: "email", phone: "phone", text: "text" };
const fresh = "Mina B";

describe("what a map says of correcting over http", () => {
  let system: Erasable | undefined;
  afterEach(() => system?.stop());

  const opened = async (people: object = {}, extract: object = {}, shape?: (one: object) => object) => {
    await system?.stop();
    const at = await erasable([mina, jun]);
    system = at;
    if (shape) for (const [id, one] of at.people) at.people.set(id, { ...one, ...shape(one) });
    return { at, ...(await on(at, correctable(correctingMap(people, extract), names))) };
  };
  const on = async (at: Erasable, collections: Collection[]) => {
    const settings = { base_url: at.base, auth: { kind: "bearer", token }, wait_seconds: 2 };
    const { corrector, ...session } = await openAt("http", settings, collections, { at });
    if (corrector === undefined) throw new Error("http can correct");
    const { keys } = await located({ ...session, corrector }, { kind: "email", value: mina.email });
    const change = (field: string, seen: string | null, value: string | null) =>
      corrector.change(
        { collection: "people", row: ["p-1"], fields: [{ field, seen, value }] },
        keys,
        "once-1",
      );
    return { corrector, change, sent: () => at.asked.filter((one) => one.method !== "GET") };
  };
  const changed = { outcome: "changed" };

  test("only what changes is sent, with the tag of the version and a key that is the same when it is sent again", async () => {
    const { at, change, sent } = await opened();
    let lost = true;
    at.meddle = ({ method }, response) => {
      if (method !== "PATCH" || !lost) return false;
      lost = false;
      response.destroy();
      return true;
    };
    expect((await failureOfWork(() => change("name", mina.name, fresh))).code).toBe("unreachable");
    expect(await change("name", mina.name, fresh)).toEqual(changed);
    const [first, second, ...more] = sent();
    expect(more).toEqual([]);
    expect(JSON.parse(second?.body ?? "")).toEqual({ name: fresh });
    expect(second?.headers["if-match"]).toMatch(/^"[0-9a-f]{64}"$/);
    expect(second?.headers["idempotency-key"]).toMatch(/^[\w-]{43}$/);
    expect(first?.headers["idempotency-key"]).toBe(second?.headers["idempotency-key"]);
  });

  test("a whole record goes back as it came but for the change, and a body of the map's own holds what it says", async () => {
    const { at, change, sent } = await opened({ method: "PUT", body: "whole" });
    expect(await change("name", mina.name, fresh)).toEqual(changed);
    const { notes: _notes, ...record } = mina;
    expect(JSON.parse(sent()[0]?.body ?? "")).toEqual({ ...record, name: fresh });
    expect(at.people.get("p-1")).toEqual({ ...record, name: fresh });
    const own = { body: { name: "{new.name}", email: "{new.email}" } };
    const { change: again, sent: those, corrector } = await opened(own);
    expect(await again("name", mina.name, fresh)).toEqual(changed);
    expect(JSON.parse(those()[0]?.body ?? "")).toEqual({ name: fresh, email: mina.email });
    expect(await corrector.fields()).toContainEqual(
      expect.objectContaining({
        field: "phone",
        by: "ask",
        why: expect.stringContaining("does not hold phone"),
      }),
    );
  });

  test("what stands inside a record is written back at its place, and its neighbours go along", async () => {
    const shape = () => ({ profile: { names: [{ text: "old" }, { text: "older" }], lang: "en" } });
    const { at, change, sent } = await opened({}, { name: "/profile/names/0/text" }, shape);
    expect(await change("name", "old", "new")).toEqual(changed);
    const profile = { names: [{ text: "new" }, { text: "older" }], lang: "en" };
    expect(JSON.parse(sent()[0]?.body ?? "")).toEqual({ profile });
    expect(at.people.get("p-1")).toMatchObject({ profile });
    const { change: byPath } = await opened({}, { name: "$.profile.names[-1].text" }, shape);
    expect(await byPath("name", "older", "new")).toEqual(changed);
    const { corrector } = await opened({}, { name: "$.profile.names[*].text" }, shape);
    expect(await corrector.fields()).toContainEqual(
      expect.objectContaining({ field: "name", by: "ask", why: expect.stringContaining("several places") }),
    );
    const { change: made, at: bare } = await opened({}, { name: "/profile/name" }, () => ({
      profile: null,
      name: undefined,
    }));
    expect(await made("name", null, "new")).toEqual(changed);
    expect(bare.people.get("p-1")).toMatchObject({ profile: { name: "new" } });
  });

  test("what changed between look and request is told by its tag, and another field's change does not stand in the way", async () => {
    const between = async (field: string, value: string) => {
      const { at, change, sent } = await opened();
      let first = true;
      at.meddle = ({ method }) => {
        if (method === "PATCH" && first) at.people.set("p-1", { ...at.people.get("p-1"), [field]: value });
        if (method === "PATCH") first = false;
        return false;
      };
      return { done: await change("name", mina.name, fresh), sent: sent().length, at };
    };
    const theirs = await between("name", "Mina of meanwhile");
    expect([theirs.done, theirs.sent]).toEqual([{ outcome: "conflict", fields: ["name"] }, 1]);
    const other = await between("phone", "+353 1 555 0100");
    expect([other.done, other.sent]).toEqual([changed, 2]);
    expect(other.at.people.get("p-1")).toMatchObject({ name: fresh, phone: "+353 1 555 0100" });
  });

  test("without a tag, or where the map wants none, the change is sent without", async () => {
    const { change, sent } = await opened({ if_match: false });
    expect(await change("name", mina.name, fresh)).toEqual(changed);
    expect(sent()[0]?.headers["if-match"]).toBeUndefined();
    const { at, change: again, sent: those } = await opened();
    at.tags = false;
    expect(await again("name", mina.name, fresh)).toEqual(changed);
    expect(those()[0]?.headers["if-match"]).toBeUndefined();
  });

  test.each([
    [409, { outcome: "refused" }, 3],
    [400, { outcome: "refused" }, 1],
    [410, { outcome: "gone" }, 1],
  ])("an answer of %i is %o", async (status, outcome, requests) => {
    const { at, change, sent } = await opened();
    at.meddle = ({ method }, response) => {
      if (method === "GET") return false;
      json(response, status, { error: `${jun.email} has it` });
      return true;
    };
    const done = await change("name", mina.name, fresh);
    expect(done).toMatchObject(outcome);
    expect(JSON.stringify(done)).not.toContain("example.com");
    expect(sent()).toHaveLength(requests);
  });

  test("a system that says yes and does nothing, or something else, is caught", async () => {
    for (const instead of [{}, { name: "MINA B" }]) {
      const { at, change } = await opened();
      at.meddle = ({ method }, response) => {
        if (method === "GET") return false;
        at.people.set("p-1", { ...at.people.get("p-1"), ...instead });
        response.writeHead(204).end();
        return true;
      };
      expect(await change("name", mina.name, fresh)).toEqual({
        outcome: "refused",
        why: "The system took the new value, but it does not show it.",
      });
    }
  });

  test.each<[string, object, RegExp]>([
    ["no key in the path", { path: "/people" }, /use \{key\}/],
    ["a placeholder that stands for nothing", { body: { name: "{old.name}" } }, /stands for nothing/],
    ["a placeholder within a text", { body: { name: "now {new.name}" } }, /longer text/],
  ])("a map with %s is refused before anything is sent", async (_name, people, words) => {
    const at = await erasable([mina]);
    system = at;
    const failure = await failureOfWork(() => on(at, correctingMap(people)));
    expect(failure.message).toMatch(words);
    expect(at.asked).toEqual([]);
  });
});
