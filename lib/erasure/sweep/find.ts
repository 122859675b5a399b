import { sql } from "drizzle-orm";
import type { HeldIdentifier, KnownIdentifier } from "#connectors/contract.ts";
import { sealKey } from "#connectors/lineage.ts";
import { type Day, isDay } from "#lib/core/day.ts";
import { database } from "#lib/db/database.ts";
import { canonicalIdentifier } from "#lib/identity/canonical.ts";
import { LeaseLost } from "#lib/jobs/lease.ts";
import type { System } from "#lib/map/schema.ts";
import { companyToday } from "#lib/map/today.ts";
import { DigestSet } from "../digest-set.ts";
import { tokenMaker } from "./tokens.ts";

/** A record that somebody is known by who was erased. Tokens only. */
type Found = {
  erasedDay: Day;
  collection: string;
  rowToken: Buffer;
  /** The kinds of identifiers by which it is theirs; null among them stands for their key. */
  kinds: Set<string | null>;
  knownBy: Buffer[];
  /** The day on which its account was opened, where the map knows it. */
  opened: Day | null;
};

/** Of somebody who was erased by a request of their own. */
export type Hit = Found & { requestId: string; erasureId: string };

/** Of somebody whom a batch erased, and by what they are found again: a new batch names them so. In memory alone. */
export type BatchHit = Found & { batchId: string; names: Map<string, KnownIdentifier> };

const atOnce = 5000;

/**
 * Streams everything by which anybody is known in a system past the tokens of who was erased. Memory holds these tokens,
 * one batch and what was found.
 */
export async function findIn(
  system: System,
  held: AsyncIterable<HeldIdentifier[]>,
  signal: AbortSignal,
): Promise<{ identifiers: number; hits: Hit[]; batchHits: BatchHit[] }> {
  const make = tokenMaker();
  const known = await everyToken();
  const collections = new Map(system.collections.map((one) => [one.name, one]));
  const hits = new Map<string, Hit>();
  const batchHits = new Map<string, BatchHit>();
  let identifiers = 0;
  let batch: { token: Buffer; kind: string | null; of: HeldIdentifier }[] = [];
  const flush = async () => {
    const found = await erasedBy(system.id, [...new Set(batch.map((one) => one.token))]);
    for (const { token, kind, of } of found.size === 0 ? [] : batch) {
      for (const who of found.get(token.toString("hex")) ?? []) {
        const rowToken = make.row(system.id, of.collection, of.row ?? [of.value]);
        const { erasedDay } = who;
        const fresh = () => ({
          ...{ erasedDay, collection: of.collection, rowToken, opened: dayIn(of.opened) },
          kinds: new Set<string | null>(),
          knownBy: [],
        });
        if ("batchId" in who) {
          const hit = gathered(batchHits, [who.batchId, rowToken.toString("hex")], kind, token, () => ({
            ...{ batchId: who.batchId, names: new Map() },
            ...fresh(),
          }));
          const value = kind === null ? null : canonicalIdentifier(kind, of.value, system.country);
          if (kind !== null && value !== null) hit.names.set(`${kind} ${value}`, { kind, value });
        } else {
          const { requestId, erasureId } = who;
          gathered(hits, [requestId, rowToken.toString("hex")], kind, token, () => ({
            ...{ requestId, erasureId },
            ...fresh(),
          }));
        }
      }
    }
    batch = [];
  };
  for await (const some of held) {
    if (signal.aborted) throw new LeaseLost();
    for (const of of some) {
      identifiers++;
      const match = of.match === null ? undefined : collections.get(of.collection)?.match[of.match];
      const token =
        match === undefined
          ? make.key(system.id, of.collection, sealKey(of.value))
          : make.identifier(match.kind, match.form, of.value, match.country ?? system.country);
      if (token && known.has(token)) batch.push({ token, kind: match?.kind ?? null, of });
    }
    if (batch.length >= atOnce) await flush();
  }
  await flush();
  return { identifiers, hits: [...hits.values()], batchHits: [...batchHits.values()] };
}

/** One record, however many of its values are somebody's. */
function gathered<One extends Found>(
  into: Map<string, One>,
  name: readonly string[],
  kind: string | null,
  token: Buffer,
  fresh: () => One,
): One {
  const hit = into.get(name.join(" ")) ?? fresh();
  hit.kinds.add(kind);
  hit.knownBy.push(token);
  into.set(name.join(" "), hit);
  return hit;
}

const page = 20_000;

/** All tokens that are looked for, some 32 bytes each: nearly everything that a system holds is nobody's of them. */
async function everyToken(): Promise<DigestSet> {
  const known = new DigestSet();
  let last = 0;
  for (;;) {
    const { rows } = await database().execute<{ id: string; token: Buffer }>(
      sql`select id, token from erased_token where id > ${last} and what in ('identifier', 'key') order by id limit ${page}`,
    );
    for (const row of rows) known.add(row.token);
    if (rows.length < page) return known;
    last = Number(rows.at(-1)?.id ?? last);
  }
}

type Who = Pick<Hit, "requestId" | "erasureId" | "erasedDay"> | Pick<BatchHit, "batchId" | "erasedDay">;

/** Who of the erased is called one of these. Where it was put back in this system, it is theirs again. */
async function erasedBy(systemId: string, tokens: readonly Buffer[]): Promise<Map<string, Who[]>> {
  const found = new Map<string, Who[]>();
  if (tokens.length === 0) return found;
  type Row = { token: Buffer; r: string | null; e: string | null; b: string | null; day: string };
  const { rows } = await database().execute<Row>(
    sql`select t.token, t.request_id as r, t.erasure_id as e, t.batch_id as b, t.erased_day::text as day from erased_token t
        where t.token = any(${sql.param(tokens)}::bytea[]) and t.what in ('identifier', 'key')
          and t.until_day >= ${companyToday()}::date
          and not exists (select 1 from erasure_undo u join erasure_system s on s.id = u.system_row
            where u.request_id = t.request_id and s.system_id = ${systemId} and u.result is not null)`,
  );
  for (const { token, r, e, b, day: erasedDay } of rows) {
    const name = token.toString("hex");
    const who = r !== null && e !== null ? { requestId: r, erasureId: e } : { batchId: b ?? "" };
    found.set(name, [...(found.get(name) ?? []), { ...who, erasedDay }]);
  }
  return found;
}

function dayIn(text: string | null): Day | null {
  const day = text?.slice(0, 10) ?? "";
  return isDay(day) ? day : null;
}
