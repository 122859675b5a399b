import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { collection } from "#connectors/collection.ts";
import { located, readAll } from "#connectors/conformance/reading.ts";
import { ConnectorError } from "#connectors/errors.ts";
import { connectorOf } from "#connectors/registry.ts";
import { personOf, rowsOf } from "../world/people.ts";
import { bodyLies, oddBodies } from "./lies/bodies.ts";
import { harmlessPageLies, pageLies } from "./lies/pages.ts";
import { statusLies } from "./lies/statuses.ts";
import { type LyingSystem, lyingSystem } from "./system.ts";

/** The connector itself, without a house around it: whatever is said, it is an error or the whole truth. */
const folder = mkdtempSync(join(tmpdir(), "habeas-lies-"));
const person = personOf(2);
let system: LyingSystem;

beforeAll(async () => {
  system = await lyingSystem(join(folder, "crm.sqlite"), [0, 1, 2].map(personOf));
});
afterEach(() => system.honest());
afterAll(async () => {
  await system.close();
  rmSync(folder, { recursive: true });
});

/** How many records a session reads, or the code of the error that it ends in. */
async function read(): Promise<number | string> {
  const entry = system.entry(`http://127.0.0.1:${system.port}`) as {
    settings: object;
    collections: object[];
  };
  const connector = await connectorOf("http");
  const session = await connector.open({
    settings: connector.settings.parse({
      ...entry.settings,
      auth: { kind: "bearer", token: system.env.LYING_TOKEN },
      wait_seconds: 0,
      silence_seconds: 0.3,
    }),
    collections: entry.collections.map((one) => collection.parse(one)),
    signal: new AbortController().signal,
    internalHosts: [`127.0.0.1:${system.port}`],
  });
  try {
    const { keys } = await located(session, { kind: "email", value: person.email });
    return (await readAll(session, keys)).rows.length;
  } catch (error) {
    if (error instanceof ConnectorError) return error.code;
    throw error;
  } finally {
    await session.close();
  }
}
const all = 1 + (rowsOf(2).crm.notes ?? 0);

let told = 0;

describe("what is no answer is an error, never that nothing is held", () => {
  for (const { name, lie } of [...statusLies, ...bodyLies])
    test(name, async () => {
      system.lie("search", 9, lie);
      expect(await read()).toEqual(expect.any(String));
      expect(system.told()).toBeGreaterThan(told);
      told = system.told();
    });
  for (const { name, lie } of pageLies)
    test(name, async () => {
      system.lie("notes", Number.POSITIVE_INFINITY, lie);
      expect(await read()).toEqual(expect.any(String));
    });
});

describe("what is only odd is read whole", () => {
  for (const { name, lie } of [...oddBodies, ...harmlessPageLies])
    test(name, async () => {
      system.lie("notes", Number.POSITIVE_INFINITY, lie);
      expect(await read()).toBe(all);
    });
});
