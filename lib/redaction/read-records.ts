import { eq } from "drizzle-orm";
import { redactionGroup } from "#drizzle/schema/redaction.ts";
import { audit } from "#lib/audit/append.ts";
import type { Actor } from "#lib/core/actor.ts";
import { notFound } from "#lib/core/errors.ts";
import { inTransaction } from "#lib/db/database.ts";
import { requestFor } from "#lib/request/access.ts";
import { wholeLines } from "#lib/spool/whole-lines.ts";
import { keyOf } from "#lib/vault/request-key.ts";
import type { Choice, Found, Rule } from "./detect/rule.ts";
import { finder } from "./hiding.ts";
import { redactorFor } from "./redactor.ts";
import { storedOf } from "./stored.ts";
import { groupToken, recordToken } from "./tokens.ts";

/** A stretch of a value: plain, or what was found in it and what becomes of it. */
export type Piece = { text: string; found: { group: string | null; rule: Rule; choice: Choice } | null };

export type ReadField = { name: string; label: string; pieces: Piece[] };

/** A record as a reader sees it. `token`: by which one place of it is decided on. */
export type ReadRecord = { number: number; token: string; fields: ReadField[] };

export type RecordsPage = { systemTitle: string; label: string; records: ReadRecord[]; further: boolean };

/**
 * Records of one collection with everything that was found in them marked where it stands. Reads no further than
 * needed. That staff looked is recorded. Fields that the map never discloses are not there: they do not leave either.
 */
export async function readRecords(
  actor: Actor,
  reference: string,
  at: { system: string; collection: string; offset: number; limit: number },
): Promise<RecordsPage> {
  const { requestId, stored, redactor, groups } = await inTransaction(async (tx) => {
    const row = await requestFor(tx, actor, reference, { person: "never", staff: "see_findings" });
    const key = await keyOf(tx, row.id);
    const known = await storedOf(tx, row.id, key);
    const stored = known.find(
      ({ system, collection }) => system.id === at.system && collection.name === at.collection,
    );
    if (!stored) return notFound();
    const { system, collection } = at;
    await audit(tx, row.id, actor, { kind: "findings_viewed", system, collection });
    const groups = await tx
      .select({ id: redactionGroup.id, rule: redactionGroup.rule, token: redactionGroup.token })
      .from(redactionGroup)
      .where(eq(redactionGroup.requestId, row.id));
    return { requestId: row.id, stored, redactor: await redactorFor(tx, row, key), groups };
  });
  const { system, collection, open } = stored;
  const byToken = new Map(groups.map(({ id, rule, token }) => [`${rule} ${token.toString("hex")}`, id]));
  const finds = finder(
    { system: system.id, country: system.country, collection },
    await redactor.detectors(),
  );
  const records: ReadRecord[] = [];
  let number = 0;
  let further = false;
  const labels = collection.fields;
  reading: for await (const block of wholeLines(open === null ? none() : open())) {
    const text = block.toString("utf8");
    for (let start = 0; start < text.length; ) {
      const end = text.indexOf("\n", start) + 1;
      number++;
      if (number > at.offset + at.limit) {
        further = true;
        break reading;
      }
      if (number > at.offset) {
        const marks = new Map<string, Marked[]>();
        const line = text.slice(start, end);
        finds(text, start, end, (found, field, whole, value) => {
          const place = { system: system.id, collection: collection.name, field, line: whole };
          const group = byToken.get(`${found.rule} ${groupToken(requestId, found).toString("hex")}`) ?? null;
          const one = { found, value, group, choice: redactor.choose(found, place) };
          marks.set(field, [...(marks.get(field) ?? []), one]);
          return false;
        });
        const record = JSON.parse(line.slice(line.indexOf("\t") + 1)) as Record<string, unknown>;
        const fields = Object.entries(record).flatMap(([name, value]) =>
          labels[name]?.disclose === "never" || value === null
            ? []
            : [{ name, label: labels[name]?.label ?? name, pieces: piecesOf(value, marks.get(name) ?? []) }],
        );
        records.push({ number, token: recordToken(requestId, line).toString("hex"), fields });
      }
      start = end;
    }
  }
  return { systemTitle: system.title, label: collection.label, records, further };
}

async function* none(): AsyncGenerator<Uint8Array> {}

type Marked = { found: Found; value: string; group: string | null; choice: Choice };

/** A value cut where something was found in it; of what overlaps, what begins first. */
function piecesOf(value: unknown, marks: readonly Marked[]): Piece[] {
  const text = typeof value === "string" ? value : JSON.stringify(value);
  const pieces: Piece[] = [];
  let at = 0;
  for (const { found, value: within, group, choice } of marks.toSorted(
    (a, b) => a.found.start - b.found.start,
  )) {
    // Within a list or an object the place is that of its own text: it is looked for in the whole.
    const word = within.slice(found.start, found.end);
    const start = within === text ? found.start : text.indexOf(word, at);
    if (start < at) continue;
    if (start > at) pieces.push({ text: text.slice(at, start), found: null });
    pieces.push({ text: word, found: { group, rule: found.rule, choice } });
    at = start + word.length;
  }
  if (at < text.length) pieces.push({ text: text.slice(at), found: null });
  return pieces;
}
