import { and, desc, eq } from "drizzle-orm";
import { staff } from "#drizzle/schema/staff.ts";
import { houseTemplate, templateVersion } from "#drizzle/schema/template.ts";
import type { Actor } from "#lib/core/actor.ts";
import { HabeasError, notFound } from "#lib/core/errors.ts";
import { type AnswerLanguage, answerIn, languageOf } from "#lib/core/languages.ts";
import { database, type Queryable } from "#lib/db/database.ts";
import { currentMap } from "#lib/map/current.ts";
import { answerLanguages } from "#lib/request/answer-language.ts";
import { allowed } from "#lib/staff/permissions.ts";
import { shippedNames, shippedText, type TemplateText } from "./shipped.ts";

/** How a template stands in one language. `stale`: the first language's words are newer. */
export type Cell = {
  language: AnswerLanguage;
  version: number | null;
  state: "ours" | "shipped" | "stale" | "missing";
  at: Date | null;
};
/** A template with all languages of the company, the first one first. `own`: added by the house. */
export type TemplateRow = { id: string; name: string; own: boolean; cells: Cell[] };

/** One version of the words in one language; 0 came with Habeas. */
export type Version = TemplateText & {
  version: number;
  by: string | null;
  at: Date | null;
  restored: number | null;
};

function maySee(actor: Actor): void {
  if (actor.kind !== "staff" || !allowed(actor.role, "see_requests")) notFound();
}

/** Throws HabeasError `forbidden` for whoever may not write templates. */
export function mayWrite(actor: Actor): Extract<Actor, { kind: "staff" }> {
  maySee(actor);
  if (actor.kind !== "staff") return notFound();
  if (!allowed(actor.role, "edit_templates"))
    throw new HabeasError("forbidden", "An officer of the privacy team writes templates.");
  return actor;
}

/** The languages of the matrix: those in which the company answers, its first one first. */
export function templateLanguages(): AnswerLanguage[] {
  const { languages } = currentMap().company;
  const ours = [...languages.map(languageOf), ...answerLanguages(languages).map(languageOf)];
  return [...new Set(ours)].filter((one) => answerIn.includes(one));
}

/** Every template by id with the name that staff know it by, those of the house last. */
export async function listTemplates(
  db: Queryable = database(),
): Promise<{ id: string; name: string; own: boolean }[]> {
  const own = await db.select().from(houseTemplate).orderBy(houseTemplate.createdAt);
  return [
    ...Object.entries(shippedNames).map(([id, name]) => ({ id, name, own: false })),
    ...own.map(({ id, name }) => ({ id, name, own: true })),
  ];
}

/** All templates in all languages: what is missing, and what is older than the first language's words. */
export async function readMatrix(
  actor: Actor,
): Promise<{ languages: AnswerLanguage[]; rows: TemplateRow[] }> {
  maySee(actor);
  const languages = templateLanguages();
  const newest = await database()
    .selectDistinctOn([templateVersion.template, templateVersion.language])
    .from(templateVersion)
    .orderBy(templateVersion.template, templateVersion.language, desc(templateVersion.version));
  const cells = (id: string): Cell[] => {
    const of = (language: string) =>
      newest.find((one) => one.template === id && one.language === language) ?? null;
    const first = of(languages[0] ?? "en");
    return languages.map((language, place) => {
      const found = of(language);
      const none = found === null && shippedText(id, language) === null;
      const stale = place > 0 && first !== null && (found === null || found.at < first.at);
      const state = none ? "missing" : stale ? "stale" : found === null ? "shipped" : "ours";
      return { language, version: found?.version ?? (none ? null : 0), state, at: found?.at ?? null };
    });
  };
  return { languages, rows: (await listTemplates()).map((one) => ({ ...one, cells: cells(one.id) })) };
}

/** The words of a template in a language as they count now; null where there are none. */
export async function currentText(
  db: Queryable,
  id: string,
  language: string,
): Promise<(TemplateText & { version: number }) | null> {
  const [newest] = await versionRows(db, id, language);
  return newest ?? null;
}

/** Every version of a template in one language, the newest first. Throws `not_found` for what is no template. */
export async function readVersions(
  actor: Actor,
  id: string,
  language: string,
): Promise<{ name: string; own: boolean; versions: Version[] }> {
  maySee(actor);
  const known = (await listTemplates()).find((one) => one.id === id) ?? notFound();
  if (!templateLanguages().some((one) => one === language)) return notFound();
  return { name: known.name, own: known.own, versions: await versionRows(database(), id, language) };
}

async function versionRows(db: Queryable, id: string, language: string): Promise<Version[]> {
  const rows = await db
    .select({ one: templateVersion, by: staff.name })
    .from(templateVersion)
    .innerJoin(staff, eq(staff.id, templateVersion.by))
    .where(and(eq(templateVersion.template, id), eq(templateVersion.language, language)))
    .orderBy(desc(templateVersion.version));
  const ours = rows.map(({ one, by }) => ({
    subject: one.subject,
    body: one.body,
    version: one.version,
    by,
    at: one.at,
    restored: one.restored,
  }));
  const shipped = shippedText(id, language);
  return shipped === null ? ours : [...ours, { ...shipped, version: 0, by: null, at: null, restored: null }];
}
