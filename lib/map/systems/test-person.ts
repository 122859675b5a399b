import { audit } from "#lib/audit/append.ts";
import type { Actor } from "#lib/core/actor.ts";
import { HabeasError } from "#lib/core/errors.ts";
import { inTransaction } from "#lib/db/database.ts";
import { canonicalMailbox } from "#lib/identity/canonical.ts";
import { matchedKinds } from "../current.ts";
import { chosenVersion, tryOut } from "./try-out.ts";

const patience = 60;

/** What a system holds of the person with an identifier: counts only, never a value. */
export type PersonTest =
  | {
      kind: "found";
      ms: number;
      keys: number;
      yields: string[];
      counts: { collection: string; rows: number }[];
    }
  | { kind: "nobody"; ms: number }
  /** The identifier leads to several people: the walk would stop there and ask staff. */
  | { kind: "shared"; ms: number; people: number }
  /** The system is asked later, or a person is asked. */
  | { kind: "later" };

/**
 * Looks for one person in a system, by an identifier that staff type. The log keeps that it was done and by which
 * kind of identifier; the identifier itself is stored nowhere.
 */
export async function testWithPerson(
  actor: Actor,
  id: string,
  typed: { kind: string; value: string; version?: number },
): Promise<PersonTest> {
  const chosen = await chosenVersion(actor, id, "manage_systems", typed.version);
  const kinds = matchedKinds(chosen.system);
  if (!kinds.has(typed.kind)) {
    throw new HabeasError(
      "invalid",
      `Nobody is found by that here. Kinds: ${[...kinds].join(", ") || "none"}.`,
    );
  }
  const value = typed.kind === "email" ? canonicalMailbox(typed.value) : typed.value.trim();
  if (!value || value.length > 500) throw new HabeasError("invalid", "This is no such identifier.");
  await inTransaction((tx) =>
    audit(tx, null, actor, {
      kind: "system_tested",
      system: id,
      version: chosen.version,
      identifierKind: typed.kind,
    }),
  );
  const begun = performance.now();
  return tryOut(chosen, "test", patience, async (session): Promise<PersonTest> => {
    const answer = await session.locate([{ kind: typed.kind, value }]);
    if (answer.kind !== "located") return { kind: "later" };
    const ms = () => Math.round(performance.now() - begun);
    const people = answer.shared.reduce((most, one) => Math.max(most, one.keys.length), 0);
    if (people > 0) return { kind: "shared", ms: ms(), people };
    if (answer.keys.length === 0) return { kind: "nobody", ms: ms() };
    const counts = await session.count(answer.keys);
    return {
      kind: "found",
      ms: ms(),
      keys: new Set(answer.keys.map((one) => `${one.collection}/${one.key}`)).size,
      yields: [...new Set(answer.identifiers.map((one) => one.kind))].sort(),
      counts: chosen.system.collections.map(({ name }) => ({
        collection: name,
        rows: counts.get(name) ?? 0,
      })),
    };
  });
}
