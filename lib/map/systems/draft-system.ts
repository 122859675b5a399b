import { eq, sql } from "drizzle-orm";
import { systemProposal } from "#drizzle/schema/map.ts";
import { actorName, audit } from "#lib/audit/append.ts";
import type { Actor } from "#lib/core/actor.ts";
import { HabeasError } from "#lib/core/errors.ts";
import { database, inTransaction } from "#lib/db/database.ts";
import { type Draft, draftOf } from "../draft/draft.ts";
import { keptInFile } from "../entry.ts";
import { entryFor } from "./access.ts";
import { saveVersion } from "./save-version.ts";
import { newestOf } from "./store.ts";
import { chosenVersion, tryOut } from "./try-out.ts";

const patience = 300;

/** Why each thing was proposed, by table. Names and reasons only, never a value of the system. */
export type Reasons = {
  collections: { table: string; why: string[]; edges: string[]; fields: Record<string, string> }[];
  ignored: { table: string; why: string }[];
};

export type Drafted = { version: number; added: number; left: number };

/**
 * Looks at the live system and adds what it finds to the newest version of its map: collections that seem to belong to
 * people, and the tables left out, each with its reason. What is mapped already stays as somebody mended it. Throws
 * `conflict` where the system cannot say what it holds, `unavailable` where it does not answer.
 */
export async function draftSystem(actor: Actor, id: string): Promise<Drafted> {
  const entry = await entryFor(actor, id, "manage_systems");
  if (entry.keptIn === "file") keptInFile();
  const newest = await newestOf(database(), id);
  const chosen = await chosenVersion(actor, id, "manage_systems", newest.number);
  const draft = await tryOut(chosen, "inspect", patience, draftOf);
  await keepReasons(actor, id, chosen.version, draft);
  if (draft.collections.length === 0 && draft.ignored.length === 0) {
    throw new HabeasError(
      "conflict",
      "The system does not say what it holds. Describe its collections as text.",
    );
  }
  const definition = joined(newest.definition, draft);
  const count = (value: unknown): number => (Array.isArray(value) ? value.length : 0);
  const added = count(definition.collections) - count(newest.definition.collections);
  const left = count(definition.ignored) - count(newest.definition.ignored);
  if (added === 0 && left === 0) return { version: newest.number, added, left };
  const reason = `Drafted from the live system: ${added} proposed, ${left} left out.`;
  const { version } = await saveVersion(actor, id, { definition, reason, basedOn: newest.number });
  return { version, added, left };
}

/** Why the newest draft proposed what it did; null where there has been none. */
export async function readReasons(actor: Actor, id: string): Promise<Reasons | null> {
  await entryFor(actor, id, "see_systems");
  const [row] = await database().select().from(systemProposal).where(eq(systemProposal.systemId, id));
  return row ? (row.reasons as Reasons) : null;
}

async function keepReasons(actor: Actor, id: string, version: number | null, draft: Draft): Promise<void> {
  const reasons: Reasons = {
    collections: draft.collections.map(({ written, why, edges, fields }) => ({
      table: written.table ?? written.name,
      why,
      edges,
      fields,
    })),
    ignored: draft.ignored,
  };
  const row = { reasons, madeAt: sql`now()`, madeBy: actorName(actor) };
  await inTransaction(async (tx) => {
    await audit(tx, null, actor, { kind: "system_inspected", system: id, version });
    await tx
      .insert(systemProposal)
      .values({ systemId: id, ...row })
      .onConflictDoUpdate({ target: systemProposal.systemId, set: row });
  });
}

type Named = { name?: unknown; table?: unknown; columns?: unknown };

/** What was mapped or left out before, and behind it what the draft proposes of other tables. */
function joined(before: Record<string, unknown>, draft: Draft): Record<string, unknown> {
  const list = (value: unknown): Named[] => (Array.isArray(value) ? (value as Named[]) : []);
  const [mapped, ignored] = [list(before.collections), list(before.ignored)];
  const known = new Map(mapped.map((one) => [one.table ?? one.name, one.name]));
  const leftOut = new Set(ignored.filter((one) => one.columns === undefined).map((one) => one.table));
  const isNew = (table: string) => !known.has(table) && !leftOut.has(table);
  // A collection may have been renamed since: what is tied to its table is tied to it under its name of today.
  const names = new Map(
    draft.collections.map(({ written }) => [written.name, known.get(written.table ?? written.name)]),
  );
  const fresh = draft.collections
    .filter(({ written }) => isNew(written.table ?? written.name))
    .map(({ written }) => ({
      ...written,
      ...(written.belongs === undefined
        ? {}
        : { belongs: written.belongs.map((edge) => ({ ...edge, to: names.get(edge.to) ?? edge.to })) }),
    }));
  return {
    ...before,
    collections: [...mapped, ...fresh],
    ignored: [...ignored, ...draft.ignored.filter((one) => isNew(one.table))],
  };
}
