import { describe, expect, test } from "vitest";
import { connectors } from "#connectors/registry.ts";
import { jobs } from "#lib/jobs/catalogue.ts";
import { handlers } from "#lib/worker/handlers.ts";
import { connectorFolders, incompleteConnectors, strayJobs } from "./room-rules.ts";
import { sourceFiles } from "./tree.ts";

const files = sourceFiles();
const empty = (...paths: string[]) => paths.map((path) => ({ path, text: "" }));

describe("connectors", () => {
  test("every folder is complete and registered", () => {
    expect(connectorFolders(files).length).toBeGreaterThan(0);
    expect(incompleteConnectors(files, [...connectors.keys()])).toEqual([]);
  });

  test("every kind of the registry loads, under its own name", async () => {
    for (const [kind, load] of connectors) expect((await load()).id).toBe(kind);
  });

  test("what is missing is named", () => {
    const whole = empty(
      "connectors/a/connector.ts",
      "connectors/a/settings.ts",
      "connectors/a/a.conformance.test.ts",
    );
    expect(incompleteConnectors(whole, ["a"])).toEqual([]);
    for (const path of whole.map((file) => file.path)) {
      expect(
        incompleteConnectors(
          [...whole.filter((file) => file.path !== path), ...empty("connectors/a/x.ts")],
          ["a"],
        ),
      ).toHaveLength(1);
    }
    expect(incompleteConnectors(whole, [])).toEqual(["connectors/a is not in the registry"]);
    expect(incompleteConnectors([], ["b"])).toEqual(["the registry names b, which has no folder"]);
  });
});

describe("jobs", () => {
  test("every job is in the catalogue, answered and rung for", () => {
    expect(Object.keys(jobs).length).toBeGreaterThan(0);
    expect(strayJobs(files, Object.keys(jobs), Object.keys(handlers))).toEqual([]);
  });

  test("a stray job is named", () => {
    const code = [{ path: "lib/a.ts", text: `await ring(tx, "made.up", id);` }];
    expect(strayJobs(code, [], [])).toEqual(["lib/a.ts rings for made.up, which is not in the catalogue"]);
    expect(strayJobs(code, ["made.up"], ["made.up"])).toEqual([]);
    expect(strayJobs(code, ["made.up"], [])).toEqual(["made.up is in the catalogue and nobody answers it"]);
    expect(strayJobs([], ["idle"], ["idle"])).toEqual(["idle is in the catalogue and nobody rings for it"]);
  });
});
