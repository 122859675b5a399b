import { sql } from "drizzle-orm";
import type { HeldIdentifier } from "#connectors/contract.ts";
import { sealKey } from "#connectors/lineage.ts";
import { type Day, isDay } from "#lib/core/day.ts";
import { database } from "#lib/db/database.ts";
import { LeaseLost } from "#lib/jobs/lease.ts";
import type { System } from "#lib/map/schema.ts";
import { companyToday } from "#lib/map/today.ts";
import { DigestSet } from "../digest-set.ts";
import { tokenMaker } from "./tokens.ts";

/** A record that somebody is known by who was erased. Tokens only. */
export type Hit = {
  requestId: string;
  erasureId: string;
  erasedDay: Day;
  collection: string;
  rowToken: Buffer;
  /** The kinds of identifiers by which it is theirs; null among them stands for their key. */
  kinds: Set<string | null>;
  knownBy: Buffer[];
  /** The day on which its account was opened, where the map knows it. */
  opened: Day | null;
};

const atOnce = 5000;

/**
 * Streams everything by which anybody is known in a system past the tokens of who was erased. Memory holds these tokens,
 * one batch and what was found.
 */
export async function findIn(
  system: System,
  held: AsyncIterable<HeldIdentifier[]>,
  signal: AbortSignal,
): Promise<{ identifiers: number; hits: Hit[] }> {
  const make = tokenMaker();
  const known = await everyToken();
  const collections = new Map(system.collections.map((one) => [one.name, one]));
  const hits = new Map<string, Hit>();
  let identifiers = 0;
  let batch: { token: Buffer; kind: string | null; of: HeldIdentifier }[] = [];
  const flush = async () => {
    const found = await erasedBy(system.id, [...new Set(batch.map((one) => one.token))]);
    for (const { token, kind, of } of found.size === 0 ? [] : batch) {
      for (const who of found.get(token.toString("hex")) ?? []) {
        const rowToken = make.row(system.id, of.collection, of.row ?? [of.value]);
        const name = `${who.requestId} ${rowToken.toString("hex")}`;
        const hit: Hit = hits.get(name) ?? {
          ...who,
          collection: of.collection,
          rowToken,
          kinds: new Set(),
          knownBy: [],
          opened: dayIn(of.opened),
        };
        hit.kinds.add(kind);
        hit.knownBy.push(token);
        hits.set(name, hit);
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
  return { identifiers, hits: [...hits.values()] };
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

type Who = Pick<Hit, "requestId" | "erasureId" | "erasedDay">;

/** Who of the erased is called one of these. Where it was put back in this system, it is theirs again. */
async function erasedBy(systemId: string, tokens: readonly Buffer[]): Promise<Map<string, Who[]>> {
  const found = new Map<string, Who[]>();
  if (tokens.length === 0) return found;
  const { rows } = await database().execute<{ token: Buffer; r: string; e: string; day: string }>(
    sql`select t.token, t.request_id as r, t.erasure_id as e, t.erased_day::text as day from erased_token t
        where t.token = any(${sql.param(tokens)}::bytea[]) and t.what in ('identifier', 'key')
          and t.until_day >= ${companyToday()}::date
          and not exists (select 1 from erasure_undo u join erasure_system s on s.id = u.system_row
            where u.request_id = t.request_id and s.system_id = ${systemId} and u.result is not null)`,
  );
  for (const { token, r, e, day } of rows) {
    const name = token.toString("hex");
    found.set(name, [...(found.get(name) ?? []), { requestId: r, erasureId: e, erasedDay: day }]);
  }
  return found;
}

function dayIn(text: string | null): Day | null {
  const day = text?.slice(0, 10) ?? "";
  return isDay(day) ? day : null;
}
