import { and, eq, max, sql } from "drizzle-orm";
import { houseTemplate, templateVersion } from "#drizzle/schema/template.ts";
import { audit } from "#lib/audit/append.ts";
import type { Actor } from "#lib/core/actor.ts";
import { HabeasError, notFound } from "#lib/core/errors.ts";
import { inTransaction, type Transaction } from "#lib/db/database.ts";
import { typedText } from "#lib/request/clocks/typed.ts";
import { listTemplates, mayWrite, readVersions } from "./read.ts";
import { shippedNames, type TemplateText } from "./shipped.ts";
import { wrongWith } from "./variables.ts";

/** What somebody saves. `seen`: the version that they changed, so that nobody's words are lost unseen. */
export type Saving = TemplateText & { seen: number | null };

/**
 * Saves the words of a template in a language as a further version; the same words again change nothing. Needs an
 * officer. Throws HabeasError `invalid` with everything that is wrong, `conflict` where somebody saved meanwhile,
 * `forbidden`, `not_found`. Returns the version that counts now.
 */
export async function saveTemplate(
  actor: Actor,
  id: string,
  language: string,
  saving: Saving,
): Promise<number> {
  return add(actor, id, language, saving.seen, {
    subject: saving.subject.trim(),
    body: saving.body.replaceAll("\r\n", "\n").trim(),
    restored: null,
  });
}

/** Takes the words of an earlier version again, as a further version. Throws as `saveTemplate` does. */
export async function restoreTemplate(
  actor: Actor,
  id: string,
  language: string,
  { version, seen }: { version: number; seen: number | null },
): Promise<number> {
  const { versions } = await readVersions(mayWrite(actor), id, language);
  const { subject, body } = versions.find((one) => one.version === version) ?? notFound();
  return add(actor, id, language, seen, { subject, body, restored: version });
}

type Words = TemplateText & { restored: number | null };

async function add(
  actor: Actor,
  id: string,
  language: string,
  seen: number | null,
  words: Words,
): Promise<number> {
  const writer = mayWrite(actor);
  const wrong = wrongWith(words);
  if (wrong.length > 0) throw new HabeasError("invalid", wrong.join(" "));
  return inTransaction(async (tx) => {
    await lock(tx, id, language);
    const { versions } = await readVersions(writer, id, language);
    const now = versions[0] ?? null;
    if ((now?.version ?? null) !== seen)
      throw new HabeasError(
        "conflict",
        `${now?.by ?? "Somebody"} saved version ${now?.version} meanwhile. Compare the versions, then save yours again.`,
      );
    if (now !== null && now.subject === words.subject && now.body === words.body) return now.version;
    const of = and(eq(templateVersion.template, id), eq(templateVersion.language, language));
    const [last] = await tx
      .select({ version: max(templateVersion.version) })
      .from(templateVersion)
      .where(of);
    const version = (last?.version ?? 0) + 1;
    await tx
      .insert(templateVersion)
      .values({ template: id, language, version, ...words, by: writer.staffId });
    await audit(tx, null, actor, { kind: "template_saved", template: id, language, version });
    return version;
  });
}

/** One writer at a time for the words of a template in a language. */
const lock = (tx: Transaction, id: string, language: string) =>
  tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`template/${id}/${language}`}, 0))`);

/**
 * Adds a template of the house's own, by the name that staff will know it by; its words are written language by
 * language. Throws HabeasError `invalid`, `conflict`, `forbidden`. Returns its id.
 */
export async function addTemplate(actor: Actor, typedName: string): Promise<string> {
  const writer = mayWrite(actor);
  const name = typedText(typedName, { what: "a name for the template", most: 60, least: 3 });
  const id = idOf(name);
  return inTransaction(async (tx) => {
    if (
      Object.hasOwn(shippedNames, id) ||
      (await listTemplates(tx)).some((one) => one.id === id || one.name === name)
    )
      throw new HabeasError("conflict", "There is a template of this name already.");
    const added = await tx
      .insert(houseTemplate)
      .values({ id, name, by: writer.staffId })
      .onConflictDoNothing()
      .returning();
    if (added.length === 0) throw new HabeasError("conflict", "There is a template of this name already.");
    await audit(tx, null, actor, { kind: "template_added", template: id });
    return id;
  });
}

/** A name as an id: small letters, digits and lines; one that has no Latin letter gets a number of its own. */
function idOf(name: string): string {
  const id = name
    .normalize("NFKD")
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "_")
    .replace(/^[^a-z]+/, "")
    .replace(/_+$/, "")
    .slice(0, 40);
  return id.length >= 2
    ? id
    : `house_${[...name].reduce((sum, one) => (sum * 31 + (one.codePointAt(0) ?? 0)) % 99991, 7)}`;
}
