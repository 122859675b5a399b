import { and, asc, eq } from "drizzle-orm";
import { request } from "#drizzle/schema/request.ts";
import { bulkItem } from "#drizzle/schema/request-acts.ts";
import type { Day } from "#lib/core/day.ts";
import { parseReference } from "#lib/core/reference.ts";
import { inTransaction, type Transaction } from "#lib/db/database.ts";
import type { ExtensionReason } from "#lib/law/regime.ts";
import type { Right } from "#lib/law/rights.ts";
import { companyToday } from "#lib/map/today.ts";
import { visibleTo } from "../../access.ts";
import { extensionReasons, mustNameDay, noExtension, previewExtend } from "../../clocks/extend-effect.ts";
import { isWorkedOn, withClocks } from "../../clocks/worked-on.ts";
import type { RequestRow } from "../../sealed.ts";
import { whyNotSame } from "../same.ts";
import { whyNotSpam } from "../spam.ts";
import { type BulkActName, bulkActs, type Fields, reasonField, type Staff } from "./acts.ts";
import { fieldsOf, ownRun } from "./prepare.ts";

/** One request of a run. Before it ran: what would come of it; after: what did. */
export type SheetItem = {
  reference: string;
  right: Right;
  law: string;
  state: "waiting" | "done" | "not_done" | "undone";
  /** Why it was, or would be, refused; null where nothing speaks against it. */
  why: string | null;
  /** Of an extension: the day that stands, and the new one once a reason was chosen. */
  from: Day | null;
  to: Day | null;
};

/** A run as the desk shows it. */
export type Sheet = {
  id: string;
  act: BulkActName;
  started: boolean;
  undone: boolean;
  mayUndo: boolean;
  fields: Fields;
  items: SheetItem[];
  /** Of an extension: the reasons that each law accepts, and where a day is to be named. */
  laws: { law: string; reasons: ExtensionReason[]; mustName: boolean }[];
};

/** What a run would do, or what came of it. Throws the uniform `not_found` for a run of somebody else. */
export async function bulkSheet(actor: Staff, runId: string): Promise<Sheet> {
  return inTransaction(async (tx) => {
    const run = await ownRun(tx, actor, runId);
    const act = run.act as BulkActName;
    const fields = fieldsOf(run);
    const rows = await tx
      .select({ item: bulkItem, row: request })
      .from(bulkItem)
      .innerJoin(request, eq(request.id, bulkItem.requestId))
      // What was closed to them since is not theirs to see any more.
      .where(and(eq(bulkItem.runId, run.id), visibleTo(actor)))
      .orderBy(asc(bulkItem.place));
    const started = run.startedAt !== null;
    const looked = started
      ? null
      : await look(
          tx,
          actor,
          act,
          fields,
          rows.map(({ row }) => row),
        );
    const items = rows.map(({ item, row }): SheetItem => {
      const seen = looked?.of.get(row.id);
      const to = (item.before as { to?: string } | null)?.to ?? null;
      return {
        reference: row.reference,
        right: row.right as Right,
        law: row.regime,
        state: item.state as SheetItem["state"],
        why: started ? item.why : (seen?.why ?? null),
        from: act === "extend" && !started ? row.safeDue : null,
        to: started ? to : (seen?.to ?? null),
      };
    });
    return {
      id: run.id,
      act,
      started,
      undone: run.undoneAt !== null,
      mayUndo:
        started &&
        run.undoneAt === null &&
        bulkActs[act].undo !== null &&
        items.some((one) => one.state === "done"),
      fields,
      items,
      laws: looked?.laws ?? [],
    };
  });
}

type Seen = { why: string | null; to: Day | null };
type Looked = { of: Map<string, Seen>; laws: Sheet["laws"] };

async function look(
  tx: Transaction,
  actor: Staff,
  act: BulkActName,
  fields: Fields,
  rows: readonly RequestRow[],
): Promise<Looked> {
  if (act === "extend") return lookToExtend(tx, fields, rows);
  const of = new Map<string, Seen>();
  const other = act === "duplicate" ? await otherOf(tx, actor, fields.other) : null;
  for (const row of rows) {
    const why =
      act === "spam"
        ? whyNotSpam(row)
        : other === null
          ? null
          : other.id === row.id
            ? "It is the one that goes on."
            : await whyNotSame(tx, row, other);
    of.set(row.id, { why, to: null });
  }
  return { of, laws: [] };
}

async function otherOf(tx: Transaction, actor: Staff, typed: string | undefined): Promise<RequestRow | null> {
  const reference = parseReference(typed ?? "");
  if (reference === null) return null;
  const [row] = await tx
    .select()
    .from(request)
    .where(and(eq(request.reference, reference), visibleTo(actor)));
  return row ?? null;
}

async function lookToExtend(tx: Transaction, fields: Fields, rows: readonly RequestRow[]): Promise<Looked> {
  const of = new Map<string, Seen>();
  const byLaw = new Map<string, { reasons: Set<ExtensionReason>; mustName: boolean }>();
  const today = companyToday();
  for (const row of rows) {
    const no = (why: string | null) => of.set(row.id, { why, to: null });
    if (!isWorkedOn(row)) {
      no("This request is answered or over.");
      continue;
    }
    const { facts, laws } = await withClocks(tx, row);
    const refused = noExtension(facts, laws, today);
    if (refused !== null) {
      no(refused);
      continue;
    }
    const reasons = extensionReasons(laws, row.right as Right);
    const mustName = mustNameDay(laws, row.right as Right);
    const law = byLaw.get(row.regime) ?? { reasons: new Set(), mustName: false };
    for (const one of reasons) law.reasons.add(one);
    byLaw.set(row.regime, { reasons: law.reasons, mustName: law.mustName || mustName });
    const reason = reasons.find((one) => one === fields[reasonField(row.regime)]);
    if (!reason) {
      no(fields[reasonField(row.regime)] ? "This law does not accept the reason for this right." : null);
      continue;
    }
    const preview = previewExtend(facts, laws, { reason, until: fields.until || undefined }, today);
    const why = preview.effects.flatMap((one) => one.why ?? []).join(" ");
    of.set(row.id, { why: preview.to === null ? why : null, to: preview.to });
  }
  const laws = [...byLaw].map(([law, { reasons, mustName }]) => ({
    law,
    reasons: [...reasons].sort(),
    mustName,
  }));
  return { of, laws };
}
