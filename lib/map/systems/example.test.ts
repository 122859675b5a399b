import { expect, test } from "vitest";
import { connectors } from "#connectors/registry.ts";
import { readMapText } from "../reading/read-map.ts";
import { exampleFor } from "./example.ts";

const head = (kind: string) => `systems:
  - id: helpdesk
    title: Helpdesk
    connector: ${kind}
    owner: { name: Ravi, email: ravi@example.com }
    country: IE
    settings: {}
    collections:
`;

test("the example is a right map for every kind once its marks are taken away", () => {
  for (const kind of connectors.keys()) {
    const [, ...lines] = exampleFor(kind).split("\n");
    const written = lines.map((line) => line.replace(/^# /, "    ")).join("\n");
    const { findings, systems } = readMapText(head(kind) + written, "x.yaml", "systems");
    expect(findings, kind).toEqual([]);
    expect(systems[0]?.system.collections, kind).toHaveLength(1);
  }
});
