import { createHash } from "node:crypto";
import { collection, type WrittenCollection } from "#connectors/collection.ts";
import type { Connector, Session } from "#connectors/contract.ts";
import { peakMegabytes } from "./machine.ts";
import type { Side } from "./pairs.ts";

/** Whose rows are read. */
export const harriet = "harriet@example.com";

const shared = {
  category: "commercial",
  purpose: "To measure",
  legal_basis: "contract",
  source: "Made by the benchmark",
  retention: "None",
} as const;
const fields = (...names: string[]): WrittenCollection["fields"] =>
  Object.fromEntries(names.map((name) => [name, { label: name }]));

/** The map of the one system: a table of people and one of events, as the other extracts have it. */
const collections = [
  collection.parse({
    ...shared,
    name: "people",
    label: "People",
    subject_key: "number",
    match: { email: "email" },
    fields: fields("number", "email", "name"),
  }),
  collection.parse({
    ...shared,
    name: "events",
    label: "Events",
    key: ["id"],
    belongs: [{ to: "people", on: { person: "number" } }],
    fields: fields("id", "person", "at", "kind", "amount", "note"),
  }),
];

/** Reads Harriet's rows through a connector; `sink` sees the bytes of her events. */
export async function extract<S>(
  connector: Connector<S>,
  settings: unknown,
  sink: (bytes: Uint8Array) => void,
): Promise<void> {
  const session: Session = await connector.open({
    settings: connector.settings.parse(settings),
    collections,
    signal: new AbortController().signal,
    internalHosts: [],
  });
  const found = await session.locate([{ kind: "email", value: harriet }]);
  if (found.kind !== "located" || found.keys.length !== 1) throw new Error("Harriet was not found");
  for await (const part of session.collect(found.keys)) {
    if (part.kind === "file") continue;
    for await (const chunk of part.lines) if (part.collection === "events") sink(chunk);
  }
  await session.close();
}

/** SHA-256 of the values of each record, tabs between them: what a plain dump of the same rows writes. */
export async function valuesHash(
  read: (sink: (bytes: Uint8Array) => void) => Promise<void>,
): Promise<string> {
  const hash = createHash("sha256");
  let rest = "";
  await read((bytes) => {
    const lines = (rest + Buffer.from(bytes).toString("utf8")).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) {
      const record = JSON.parse(line.slice(line.indexOf("\t") + 1)) as Record<string, unknown>;
      hash.update(`${Object.values(record).join("\t")}\n`);
    }
  });
  return hash.digest("hex");
}

/** Our side: everything to nowhere. `made` is what was found to be the same in both. */
export function reading<S>(connector: Connector<S>, settings: unknown, made: string): Side {
  const before = peakMegabytes();
  return async () => {
    let bytes = 0;
    const began = performance.now();
    await extract(connector, settings, (chunk) => {
      bytes += chunk.length;
    });
    const ms = performance.now() - began;
    return { ms, made, note: { MB: bytes / 1e6, "peak grew MB": peakMegabytes() - before } };
  };
}

/** A peer's side: work that is waited for. */
export function dumping(made: string, work: () => Promise<void> | void): Side {
  return async () => {
    const began = performance.now();
    await work();
    return { ms: performance.now() - began, made };
  };
}
