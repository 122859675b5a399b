import { inArray } from "drizzle-orm";
import type { Fact } from "#connectors/language/field.ts";
import { correctionDocument } from "#drizzle/schema/correction.ts";
import type { Queryable } from "#lib/db/database.ts";
import type { RefusalGround } from "#lib/law/duties/grounds.ts";
import { refusalTexts } from "#lib/law/duties/refusal-texts.ts";
import { currentMap } from "#lib/map/current.ts";
import type { DataKey } from "#lib/vault/seal.ts";
import { isCircumstance } from "./circumstances.ts";
import { type CorrectionRow, contentOf, reasonsOf, statementOf } from "./content.ts";
import { fieldNamed } from "./field.ts";
import { correctionsOf } from "./load.ts";
import type { CorrectionState, CorrectionView } from "./views.ts";

/** Every correction of a request, opened. `forStaff`: with what was weighed and what our own documents say. */
export async function correctionViews(
  tx: Queryable,
  requestId: string,
  key: DataKey,
  forStaff: boolean,
): Promise<CorrectionView[]> {
  const rows = await correctionsOf(tx, requestId);
  const ids = rows.map(({ id }) => id);
  const documents =
    ids.length === 0
      ? []
      : await tx
          .select()
          .from(correctionDocument)
          .where(inArray(correctionDocument.correctionId, ids))
          .orderBy(correctionDocument.addedAt);
  return rows.map((row) => {
    const { wrong, wanted, explanation } = contentOf(key, row);
    const statement = statementOf(key, row);
    return {
      id: row.id,
      number: row.number,
      fact: row.fact as Fact | null,
      field: row.field,
      fieldLabel: row.field === null ? null : fieldLabel(row.field),
      ...{ wrong, wanted, explanation },
      right: rightOf(row),
      state: row.state as CorrectionState,
      addedBy: row.addedBy === "person" ? "person" : "staff",
      addedAt: row.addedAt,
      documents: documents
        .filter((one) => one.correctionId === row.id)
        .map(({ id, mediaType, addedAt }) => ({ id, mediaType, addedAt })),
      decision: decisionOf(row, key, forStaff),
      statement: statement !== null && row.statementAt ? { text: statement, at: row.statementAt } : null,
    };
  });
}

function fieldLabel(whole: string): string {
  const found = fieldNamed(whole);
  return found ? `${found.field.label} (${found.system.title})` : whole;
}

function rightOf({ rightSystem }: CorrectionRow): CorrectionView["right"] {
  if (rightSystem === null) return null;
  const title = currentMap().systems.find((one) => one.id === rightSystem)?.title;
  return { systemId: rightSystem, title: title ?? rightSystem };
}

function decisionOf(row: CorrectionRow, key: DataKey, forStaff: boolean): CorrectionView["decision"] {
  if (row.decidedBy === null) return null;
  const reasons = reasonsOf(key, row);
  const ground = row.ground as RefusalGround | null;
  return {
    granted: row.state !== "refused",
    ground,
    groundName: ground && refusalTexts[ground].name,
    articles: row.articles ?? [],
    reason: reasons?.reason ?? "",
    weighed: forStaff ? (row.weighed ?? []).filter(isCircumstance) : [],
    ownDocuments: forStaff ? (reasons?.ownDocuments ?? "") : "",
    at: row.decidedAt,
  };
}
