import { and, desc, eq, isNotNull, isNull, ne, sql } from "drizzle-orm";
import { behalf } from "#drizzle/schema/behalf.ts";
import { extension, fee, question } from "#drizzle/schema/clock.ts";
import { correction } from "#drizzle/schema/correction.ts";
import { effectSystem, objection, restriction } from "#drizzle/schema/effect.ts";
import { erasure } from "#drizzle/schema/erasure.ts";
import { recipientNotice } from "#drizzle/schema/recipient.ts";
import { redactionGroup, redactionScan } from "#drizzle/schema/redaction.ts";
import { decisionReview } from "#drizzle/schema/review.ts";
import { transmission } from "#drizzle/schema/transmission.ts";
import type { Queryable } from "#lib/db/database.ts";
import type { Relation } from "#lib/law/duties/behalf.ts";
import type { Regime } from "#lib/law/regime.ts";
import { currentMap } from "#lib/map/current.ts";
import type { ChecklistFacts } from "#lib/request/checklist/facts.ts";
import type { RequestRow } from "#lib/request/sealed.ts";
import type { RequestFile } from "#lib/request/views.ts";

/** Everything that stands in rows beside the request's own: counts and states, nothing sealed. */
export async function rowFacts(
  tx: Queryable,
  row: RequestRow,
): Promise<
  Pick<
    ChecklistFacts,
    | "behalf"
    | "documents"
    | "questions"
    | "fee"
    | "hidden"
    | "elsewhere"
    | "erasure"
    | "corrections"
    | "restriction"
    | "objection"
    | "effects"
    | "reviews"
    | "told"
  > & { toldMoreTime: string | null; declaration: boolean }
> {
  const asked = await tx.select().from(question).where(eq(question.requestId, row.id));
  const [charged] = await tx.select({ state: fee.state }).from(fee).where(eq(fee.requestId, row.id));
  const [longer] = await tx
    .select({ day: extension.sentDay })
    .from(extension)
    .where(eq(extension.requestId, row.id))
    .orderBy(extension.sentDay)
    .limit(1);
  const withPaper = asked.filter((one) => one.documentKey !== null);
  return {
    behalf: await behalfOf(tx, row),
    documents: {
      kept: withPaper.filter((one) => one.documentDeletedAt === null).length,
      deleted: withPaper.filter((one) => one.documentDeletedAt !== null).length,
    },
    questions: {
      open: asked.filter((one) => one.answeredDay === null && one.verdict === null).length,
      toJudge: asked.filter((one) => one.answeredDay !== null && one.verdict === null).length,
    },
    declaration: asked.some((one) => one.evidence === "signed_declaration" && one.verdict === "sufficient"),
    fee: (charged?.state ?? null) as ChecklistFacts["fee"],
    toldMoreTime: longer?.day ?? null,
    hidden: await hiddenOf(tx, row.id),
    elsewhere: await elsewhereOf(tx, row.id),
    ...(await actsOf(tx, row.id)),
  };
}

async function behalfOf(tx: Queryable, row: RequestRow): Promise<ChecklistFacts["behalf"]> {
  const [found] = await tx
    .select({ relation: behalf.relation, state: behalf.state })
    .from(behalf)
    .where(eq(behalf.dossierId, row.dossierId));
  return found
    ? {
        relation: found.relation as Relation,
        state: found.state as NonNullable<ChecklistFacts["behalf"]>["state"],
      }
    : null;
}

async function hiddenOf(tx: Queryable, requestId: string): Promise<ChecklistFacts["hidden"]> {
  const [scan] = await tx.select().from(redactionScan).where(eq(redactionScan.requestId, requestId));
  const [groups] = await tx
    .select({
      parts: sql<number>`coalesce(sum(${redactionGroup.count}) filter (where coalesce(${redactionGroup.decision}, ${redactionGroup.proposal}) = 'hide'), 0)::int`,
      undecided: sql<number>`(count(*) filter (where ${redactionGroup.decision} is null and ${redactionGroup.count} > 0))::int`,
    })
    .from(redactionGroup)
    .where(eq(redactionGroup.requestId, requestId));
  const look = !scan ? "none" : scan.scannedAt === null || scan.state !== "settled" ? "waiting" : "done";
  return { look, parts: groups?.parts ?? 0, undecided: groups?.undecided ?? 0 };
}

async function elsewhereOf(tx: Queryable, requestId: string): Promise<ChecklistFacts["elsewhere"]> {
  const wishes = await tx
    .select({ stage: transmission.stage })
    .from(transmission)
    .where(and(eq(transmission.requestId, requestId), ne(transmission.stage, "withdrawn")));
  return { asked: wishes.length, open: wishes.filter(({ stage }) => stage === "asked").length };
}

type Acts = Pick<
  ChecklistFacts,
  "erasure" | "corrections" | "restriction" | "objection" | "effects" | "reviews" | "told"
>;

async function actsOf(tx: Queryable, requestId: string): Promise<Acts> {
  const [erased] = await tx
    .select({ state: erasure.state })
    .from(erasure)
    .where(and(eq(erasure.requestId, requestId), eq(erasure.cause, "asked"), ne(erasure.state, "dropped")))
    .orderBy(desc(erasure.number))
    .limit(1);
  const corrections = await tx
    .select({ state: correction.state, stated: isNotNull(correction.sealedStatement) })
    .from(correction)
    .where(eq(correction.requestId, requestId));
  const [placed] = await tx
    .select({ state: restriction.state })
    .from(restriction)
    .where(eq(restriction.requestId, requestId));
  const [objected] = await tx
    .select({ state: objection.state, marketing: objection.marketing })
    .from(objection)
    .where(eq(objection.requestId, requestId));
  const set = await tx
    .select({ systemId: effectSystem.systemId, state: effectSystem.state })
    .from(effectSystem)
    .where(and(eq(effectSystem.requestId, requestId), eq(effectSystem.act, "set")));
  const told = await tx
    .select({ standing: recipientNotice.standing })
    .from(recipientNotice)
    .where(eq(recipientNotice.requestId, requestId));
  const titles = new Map(currentMap().systems.map(({ id, title }) => [id, title]));
  const count = (state: string) => corrections.filter((one) => one.state === state).length;
  return {
    erasure: (erased?.state ?? "none") as ChecklistFacts["erasure"],
    corrections: {
      asked: count("asked"),
      granted: count("granted"),
      refused: count("refused"),
      done: count("done"),
      statements: corrections.filter(({ stated }) => stated).length,
    },
    restriction: (placed?.state ?? "none") as ChecklistFacts["restriction"],
    objection: objected
      ? {
          state: objected.state as NonNullable<ChecklistFacts["objection"]>["state"],
          marketing: objected.marketing,
        }
      : null,
    effects: {
      all: set.length,
      open: set
        .filter(({ state }) => state !== "settled")
        .map(({ systemId }) => titles.get(systemId) ?? systemId),
    },
    reviews: await reviewsOf(tx, requestId),
    told: {
      all: told.length,
      open: told.filter(({ standing }) => ["owed", "sent", "unreachable"].includes(standing)).length,
    },
  };
}

async function reviewsOf(tx: Queryable, requestId: string): Promise<ChecklistFacts["reviews"]> {
  const seen = await tx
    .select({ systemId: decisionReview.systemId, decisionId: decisionReview.decisionId })
    .from(decisionReview)
    .where(and(eq(decisionReview.requestId, requestId), isNull(decisionReview.replacedBy)));
  const looked = new Set(seen.map(({ systemId, decisionId }) => `${systemId} ${decisionId}`));
  const all = currentMap().systems.flatMap(({ id, automated_decisions }) =>
    automated_decisions.map((one) => `${id} ${one.id}`),
  );
  return { all: all.length, open: all.filter((one) => !looked.has(one)).length };
}

/** What the data map says of the collections in which something was found. */
export function mapFacts(file: Pick<RequestFile, "systems">, regime: Regime | null): ChecklistFacts["map"] {
  const { company, systems } = currentMap();
  const home = new Set(
    (regime?.places ?? [company.controller_place]).map((place) => place.slice(0, 2).toUpperCase()),
  );
  const outside = (country: string) => !home.has(country.toUpperCase());
  const held = systems.flatMap((system) => {
    const found = file.systems.find((one) => one.systemId === system.id);
    const names = (found?.collections ?? []).filter((one) => one.records + one.files > 0);
    const collections = system.collections.filter((one) => names.some(({ name }) => name === one.name));
    const recipients = system.recipients.filter(
      (one) =>
        one.collections === undefined || collections.some(({ name }) => one.collections?.includes(name)),
    );
    return collections.length > 0 ? [{ system, collections, recipients }] : [];
  });
  const abroad = held.flatMap(({ system, recipients }) => [
    ...(outside(system.country) ? [{ name: system.title, ground: false }] : []),
    ...recipients
      .filter(({ country }) => outside(country))
      .map(({ name, safeguard }) => ({ name, ground: safeguard !== undefined })),
  ]);
  return {
    unexplained: held.flatMap(({ system, collections }) => {
      const fields = collections.flatMap((one) =>
        Object.values(one.fields).filter((field) => field.disclose === "yes" && field.meaning === undefined),
      ).length;
      return fields > 0 ? [{ title: system.title, fields }] : [];
    }),
    recipients: new Set(held.flatMap(({ recipients }) => recipients.map(({ name }) => name))).size,
    abroad: abroad.map(({ name }) => name),
    groundless: abroad.filter(({ ground }) => !ground).map(({ name }) => name),
    automated: held.reduce((sum, { system }) => sum + system.automated_decisions.length, 0),
    derived: held.flatMap(({ collections }) => collections.filter((one) => one.origin === "derived")).length,
  };
}
