import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { connectors } from "#connectors/registry.ts";
import { type Troubles, troubleNames } from "./world.ts";

/** Kinds that are asked by no machine, and why each trouble of the kit is none of theirs. */
const withoutKit: Record<string, Record<keyof Troubles, string>> = {
  human: {
    stall: "a person who does not answer is reminded, and then the desk is asked (lib/fanout)",
    slow: "a person is never expected to be quick: the task waits without a connection",
    cut: "an upload that breaks off never becomes an answer (app/task)",
    wrongCredentials: "a link that is not theirs opens nothing (lib/fanout)",
    unreachable: "a mail that cannot be delivered is the outbox's matter (lib/notice)",
    busy: "a person asks nobody to come back later",
    broken: "a file that cannot be read is refused with a sentence for its sender, in this kind's own tests",
    half: "a file that ends within a record is refused, in this kind's own tests",
    twice: "a question is answered once (lib/fanout)",
    stranger: "a row under an identifier that was not asked about is refused (lib/fanout)",
    mayWrite: "a person has no account with us and nothing of theirs is opened",
  },
};

/** Kinds that correct nothing by machine, and why. */
const withoutCorrecting: Record<string, string> = {
  human: "a person corrects by hand, as they are asked to, and says what they did (lib/rectification)",
};

const folder = new URL("../", import.meta.url);
const testsOf = (kind: string) =>
  readdirSync(new URL(`${kind}/`, folder), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".conformance.test.ts"))
    .map((name) => readFileSync(new URL(`${kind}/${name}`, folder), "utf8"));

describe.each([...connectors.keys()])("the kind %s", (kind) => {
  test("runs the kit against the real thing, or says trouble by trouble why it cannot", () => {
    const runs = testsOf(kind).some((text) => /^(?!import).*\bconform\(/m.test(text));
    expect(runs).toBe(withoutKit[kind] === undefined);
    if (!runs) expect(Object.keys(withoutKit[kind] ?? {}).sort()).toEqual([...troubleNames].sort());
  });

  test("runs the kit of erasure where it says that it can erase", async () => {
    const says = (await connectors.get(kind)?.())?.capabilities.includes("erase");
    expect(testsOf(kind).some((text) => /^(?!import).*\bconformErasing\(/m.test(text))).toBe(says);
  });

  test("runs the kit of correction, or says why it corrects nothing", async () => {
    const says = (await connectors.get(kind)?.())?.capabilities.includes("correct");
    expect(testsOf(kind).some((text) => /^(?!import).*\bconformCorrecting\(/m.test(text))).toBe(says);
    expect(withoutCorrecting[kind] === undefined).toBe(says);
  });
});
