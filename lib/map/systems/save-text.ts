import type { Actor } from "#lib/core/actor.ts";
import { HabeasError } from "#lib/core/errors.ts";
import { allEntries } from "../current.ts";
import { type DraftHead, writeDraft } from "../draft/write.ts";
import { keptInFile } from "../entry.ts";
import type { Placed } from "../reading/mistake.ts";
import { isWrong, readMapText } from "../reading/read-map.ts";
import { entryFor } from "./access.ts";
import { type Reasons, readReasons } from "./draft-system.ts";
import { exampleFor } from "./example.ts";
import { yamlOf } from "./export.ts";
import { readSystem } from "./read.ts";
import { type SavedVersion, saveVersion } from "./save-version.ts";

/** The newest version of a system as text to work on; where it was drafted, the reasons stand beside it. */
export async function mapText(actor: Actor, id: string): Promise<{ text: string; version: number | null }> {
  const view = await readSystem(actor, id);
  const definition = view.newest?.definition ?? view.definition;
  const reasons = await readReasons(actor, id);
  const { collections } = definition;
  const isEmpty = !Array.isArray(collections) || collections.length === 0;
  const text = reasons && !isEmpty ? withReasons(definition, reasons) : yamlOf([definition]);
  return {
    text: isEmpty ? `${text}${exampleFor(String(definition.connector))}` : text,
    version: view.newest?.version ?? view.version,
  };
}

function withReasons(definition: Record<string, unknown>, reasons: Reasons): string {
  const { collections, ignored, ...head } = definition;
  const list = (Array.isArray(collections) ? collections : []) as { name: string; table?: string }[];
  return writeDraft(head as DraftHead, {
    collections: list.map((written) => {
      const told = reasons.collections.find((one) => one.table === (written.table ?? written.name));
      const { why, edges, fields } = told ?? { why: ["written by hand"], edges: [], fields: {} };
      return {
        written: written as Parameters<typeof writeDraft>[1]["collections"][0]["written"],
        why,
        edges,
        fields,
      };
    }),
    ignored: (Array.isArray(ignored) ? ignored : []) as { table: string; why: string }[],
  });
}

/** What came of a text: a version, or everything that is to be mended, each with its line. Nothing is saved then. */
export type TextSaved =
  | { kind: "saved"; version: SavedVersion }
  | { kind: "wrong"; findings: Pick<Placed, "line" | "column" | "place" | "message" | "weight">[] };

/** Saves a system that was written as text, as its next version. Throws `invalid`, `conflict`. */
export async function saveText(
  actor: Actor,
  id: string,
  typed: { text: string; reason: string; basedOn: number },
): Promise<TextSaved> {
  const entry = await entryFor(actor, id, "manage_systems");
  if (entry.keptIn === "file") keptInFile();
  const elsewhere = allEntries()
    .filter((one) => one.id !== id)
    .map((one) => one.system);
  const { findings, systems } = readMapText(typed.text, `${id}.yaml`, "systems", elsewhere);
  if (isWrong(findings)) {
    return {
      kind: "wrong",
      findings: findings.map(({ line, column, place, message, weight }) => ({
        line,
        column,
        place,
        message,
        weight,
      })),
    };
  }
  const [only, ...others] = systems;
  if (!only || others.length > 0) {
    throw new HabeasError("invalid", `Describe one system here, and that is ${id}.`);
  }
  const { reason, basedOn } = typed;
  return {
    kind: "saved",
    version: await saveVersion(actor, id, { definition: only.written, reason, basedOn }),
  };
}
