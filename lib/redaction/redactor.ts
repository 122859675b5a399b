import { eq } from "drizzle-orm";
import { redactionGroup, redactionPlace } from "#drizzle/schema/redaction.ts";
import type { Transaction } from "#lib/db/database.ts";
import { currentMap } from "#lib/map/current.ts";
import type { RequestRow } from "#lib/request/sealed.ts";
import { type DataKey, open } from "#lib/vault/seal.ts";
import type { Detectors } from "./detect/detect.ts";
import { byHand, type Choice, proposals, rulesByHand, type TextByHand } from "./detect/rule.ts";
import { groupContext, type Told } from "./groups.ts";
import { detectorsFrom } from "./harvest.ts";
import { heardOnce } from "./heard.ts";
import type { Place, Redactor } from "./hiding.ts";
import { personOf, storedOf } from "./stored.ts";
import { groupToken, recordToken } from "./tokens.ts";

const placeKey = (group: string, place: Omit<Place, "line">, record: Buffer) =>
  [group, place.system, place.collection, place.field, record.toString("hex")].join(" ");

/**
 * What knows of one request's person what is another's, and what staff decided: the place's own word first, then the
 * group's, then the rule's. Decisions are read now; records are read only when the first one is written.
 */
export async function redactorFor(tx: Transaction, row: RequestRow, key: DataKey): Promise<Redactor> {
  const groups = await tx.select().from(redactionGroup).where(eq(redactionGroup.requestId, row.id));
  const decided = new Map<string, string>();
  for (const { rule, token, decision } of groups) {
    if (decision !== null) decided.set(`${rule} ${token.toString("hex")}`, decision);
  }
  const texts = textsByHand(groups, key);
  const { placed, withPlaces } = await placesOf(tx, row.id);
  const [person, stored] = [await personOf(tx, row, key), await storedOf(tx, row.id, key)];
  const house = currentMap().company;
  let made: Promise<Detectors> | undefined;
  return {
    detectors: () => {
      made ??= heardOnce(row.id, key, { person, house, stored }).then((heard) =>
        detectorsFrom(person, house, heard, texts),
      );
      return made;
    },
    choose: (found, place) => {
      if (decided.size === 0 && placed.size === 0) return proposals[found.rule];
      const group = `${found.rule} ${groupToken(row.id, found).toString("hex")}`;
      const alone = withPlaces.has(group)
        ? placed.get(placeKey(group, place, recordToken(row.id, place.line)))
        : undefined;
      return (alone ?? decided.get(group) ?? proposals[found.rule]) as Choice;
    },
  };
}

async function placesOf(tx: Transaction, requestId: string) {
  const rows = await tx
    .select({ rule: redactionGroup.rule, token: redactionGroup.token, place: redactionPlace })
    .from(redactionPlace)
    .innerJoin(redactionGroup, eq(redactionPlace.groupId, redactionGroup.id))
    .where(eq(redactionGroup.requestId, requestId));
  const placed = new Map<string, string>();
  const withPlaces = new Set<string>();
  for (const { rule, token, place } of rows) {
    const group = `${rule} ${token.toString("hex")}`;
    withPlaces.add(group);
    const where = { system: place.systemId, collection: place.collection, field: place.field };
    placed.set(placeKey(group, where, place.recordToken), place.decision);
  }
  return { placed, withPlaces };
}

/** What readers found that no rule did, or as another matter. */
function textsByHand(groups: readonly (typeof redactionGroup.$inferSelect)[], key: DataKey): TextByHand[] {
  return groups.flatMap(({ rule, requestId, sealed }) => {
    const known = rulesByHand.find((one) => one === rule);
    if (known === undefined) return [];
    const told = JSON.parse(open(key, groupContext(requestId), sealed)) as Told;
    return told.reason === byHand ? [{ rule: known, text: told.text }] : [];
  });
}
