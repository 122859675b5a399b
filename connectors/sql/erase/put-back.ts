import type { Collection } from "#connectors/collection.ts";
import type { NotBack, PutBack, RowImage } from "#connectors/erase.ts";
import { ConnectorError } from "#connectors/errors.ts";
import {
  type At,
  insert,
  isSame,
  keyed,
  nameOf,
  type Row,
  standingOf,
  update,
  writingOn,
} from "./image-rows.ts";
import { typeIn, written } from "./imaged.ts";
import { Lost } from "./lost.ts";
import { incomingOf, type LiveTable, type Store } from "./store.ts";

type Fate = "back" | "already" | "altered" | NotBack;

/** Rows of one statement, and values of one statement: databases bound the number of parameters. */
const mostRows = 200;
const mostValues = 20_000;
/** Bytes of one statement. */
const mostBytes = 2_000_000;
/** A code of these is trouble on the way, not a word about the rows. */
const trouble = new Set(["unreachable", "timeout", "rate_limited", "refused_credentials", "forbidden"]);

/** Puts rows back: what went first, then what was changed, then what the act made is taken away. */
export async function putBack<T>(
  store: Store<T>,
  collections: readonly Collection[],
  images: readonly RowImage[],
  sure: boolean,
  names: Set<string>,
): Promise<PutBack> {
  const done: PutBack = { back: 0, already: 0, altered: 0, not: [] };
  const live = await store.reading(async (reader) => reader.live);
  const lost = new Lost(names, store.speech.imaging, live, collections);
  const note = (image: RowImage, fate: Fate) => {
    const table = live.tables.get(image.table);
    const known = noteFate(done, image.table, fate, sure);
    if (!known && table !== undefined && image.after === null) lost.add(table, image.before ?? {});
  };
  const ofLost = (image: RowImage, row: Row) => {
    const table = live.tables.get(image.table);
    return table !== undefined && lost.owns(table, row);
  };
  let waiting = images.filter((one) => one.after === null);
  for (let more = true; more; ) {
    const left: RowImage[] = [];
    for (const batch of batches(waiting)) {
      const mine = batch.filter((image) => !ofLost(image, image.before ?? {}));
      for (const image of batch) if (!mine.includes(image)) note(image, "parent_gone");
      for (const [image, fate] of await inserted(store, mine)) {
        if (fate === "parent_gone") left.push(image);
        else note(image, fate);
      }
    }
    // What another one of them refers to may stand by now.
    more = left.length > 0 && left.length < waiting.length;
    if (!more) for (const image of left) note(image, "parent_gone");
    waiting = left;
  }
  for (const image of images.filter((one) => one.before !== null && one.after !== null).reverse()) {
    const fields = changedFields(image);
    const foreign = ofLost(
      image,
      Object.fromEntries(fields.map((name) => [name, image.before?.[name] ?? null])),
    );
    note(image, foreign ? "parent_gone" : await changedBack(store, image));
  }
  for (const image of images.filter((one) => one.before === null)) note(image, await removed(store, image));
  return done;
}

/** True where the row stands as it was, or nothing had been taken from it. */
function noteFate(done: PutBack, table: string, fate: Fate, sure: boolean): boolean {
  if (fate === "back" || fate === "already" || fate === "altered") {
    done[fate]++;
    return true;
  }
  // An act that was given up left these rows to whoever works with them.
  if (!sure && (fate === "key_taken" || fate === "changed" || fate === "row_gone")) {
    done.already++;
    return true;
  }
  const known = done.not.find((one) => one.table === table && one.why === fate);
  if (known) known.rows++;
  else done.not.push({ table, why: fate, rows: 1 });
  return false;
}

const changedFields = ({ before, after }: RowImage): string[] =>
  Object.keys(before ?? {}).filter((name) => before?.[name] !== after?.[name]);

/** Rows of one table at a time, in their order. */
function* batches(images: readonly RowImage[]): Generator<RowImage[]> {
  let held: RowImage[] = [];
  let values = 0;
  let bytes = 0;
  for (const image of images) {
    const cells = Object.values(image.before ?? {});
    const size = cells.reduce((sum, cell) => sum + (cell?.length ?? 4), 0);
    const full = held.length >= mostRows || values + cells.length > mostValues || bytes + size > mostBytes;
    if (held.length > 0 && (full || held[0]?.table !== image.table)) {
      yield held;
      held = [];
      values = 0;
      bytes = 0;
    }
    held.push(image);
    values += cells.length;
    bytes += size;
  }
  if (held.length > 0) yield held;
}

async function inserted<T>(store: Store<T>, batch: readonly RowImage[]): Promise<[RowImage, Fate][]> {
  const [first] = batch;
  if (first === undefined) return [];
  try {
    const fates = await writingOn(store, first.table, (at) => insertAll(at, batch));
    return fates ?? batch.map((image) => [image, "table_gone"]);
  } catch (error) {
    if (!(error instanceof ConnectorError) || trouble.has(error.code)) throw error;
    if (batch.length === 1) return [[first, await whyNot(store, first)]];
    const half = Math.ceil(batch.length / 2);
    return [...(await inserted(store, batch.slice(0, half))), ...(await inserted(store, batch.slice(half)))];
  }
}

/** Inserts what does not stand; throws where the database takes any of it not, and then none of it is. */
async function insertAll<T>(at: At<T>, batch: readonly RowImage[]): Promise<[RowImage, Fate][]> {
  const fates = new Map<RowImage, Fate>();
  const standing = await standingOf(at, batch);
  const fresh: RowImage[] = [];
  for (const image of batch) {
    const row = image.before ?? {};
    const lost = Object.entries(row).some(
      ([name, cell]) => cell !== null && !written(at.table).includes(name),
    );
    const rows = standing.get(nameOf(image, row)) ?? [];
    const same = rows.findIndex((one) => isSame(row, one));
    if (lost) fates.set(image, "column_gone");
    else if (same >= 0) {
      // Each row that stands is one of them, where a table has no key.
      rows.splice(same, 1);
      fates.set(image, "already");
    } else if (at.table.keys.length > 0 && rows.length > 0) fates.set(image, "key_taken");
    else fresh.push(image);
  }
  if (fresh.length > 0) {
    await insert(at, fresh);
    const now = await standingOf(at, fresh);
    for (const image of fresh) {
      const rows = now.get(nameOf(image, image.before ?? {})) ?? [];
      fates.set(image, rows.some((one) => isSame(image.before ?? {}, one)) ? "back" : "altered");
    }
  }
  return batch.map((image) => [image, fates.get(image) ?? "refused"]);
}

/** Why one row is not taken: asked of the database, not read from its words. */
async function whyNot<T>(store: Store<T>, image: RowImage): Promise<NotBack> {
  const row = image.before ?? {};
  return store.reading(async (reader): Promise<NotBack> => {
    const table = reader.live.tables.get(image.table);
    if (table === undefined) return "table_gone";
    const has = async (other: LiveTable, columns: readonly string[], cells: readonly (string | null)[]) => {
      if (cells.includes(null)) return null;
      const question = reader.ask();
      const ties = columns.map(
        (name, no) =>
          `c.${store.speech.quoted(name)} = ${store.speech.imaging.sought(question, cells[no] ?? "", typeIn(other, name))}`,
      );
      return (
        (await question.rows(`select 1 from ${other.sql} c where ${ties.join(" and ")} limit 1`)).length > 0
      );
    };
    for (const columns of table.keys) {
      if (
        await has(
          table,
          columns,
          columns.map((name) => row[name] ?? null),
        )
      )
        return "key_taken";
    }
    for (const { columns, to, toColumns } of table.references) {
      const parent = reader.live.tables.get(to);
      if (parent === undefined) continue;
      if (
        (await has(
          parent,
          toColumns,
          columns.map((name) => row[name] ?? null),
        )) === false
      )
        return "parent_gone";
    }
    return "refused";
  });
}

/** Field by field, and only where it is still what the act left. */
async function changedBack<T>(store: Store<T>, image: RowImage): Promise<Fate> {
  const [before, after] = [image.before ?? {}, image.after ?? {}];
  const fields = changedFields(image);
  try {
    const fate = await writingOn(store, image.table, async (at): Promise<Fate> => {
      const names = written(at.table);
      if (fields.some((name) => !names.includes(name))) return "column_gone";
      const [row] = [...(await standingOf(at, [image])).values()].flat();
      if (row === undefined) return "row_gone";
      const mine = fields.filter((name) => row[name] === after[name] && row[name] !== before[name]);
      const others = fields.some((name) => row[name] !== after[name] && row[name] !== before[name]);
      if (mine.length > 0) await update(at, image, mine);
      if (others) return "changed";
      if (mine.length === 0) return "already";
      const [now] = [...(await standingOf(at, [image])).values()].flat();
      return now !== undefined && fields.every((name) => now[name] === before[name]) ? "back" : "altered";
    });
    return fate ?? "table_gone";
  } catch (error) {
    if (!(error instanceof ConnectorError) || trouble.has(error.code)) throw error;
    return "refused";
  }
}

/** Takes a row away that the act made, while nothing else of anybody has come to refer to it. */
async function removed<T>(store: Store<T>, image: RowImage): Promise<Fate> {
  try {
    const fate = await writingOn(store, image.table, async (at): Promise<Fate> => {
      const [row] = [...(await standingOf(at, [image])).values()].flat();
      if (row === undefined) return "already";
      if (!isSame(image.after ?? {}, row)) return "changed";
      for (const { from, reference } of incomingOf(at.reader.live, at.table)) {
        const question = at.reader.ask();
        const ties = reference.columns.map((name, no) => {
          const cell = row[reference.toColumns[no] ?? ""] ?? "";
          return `${store.speech.quoted(name)} = ${store.speech.imaging.sought(question, cell, typeIn(from, name))}`;
        });
        if ((await question.rows(`select 1 from ${from.sql} where ${ties.join(" and ")} limit 1`)).length > 0)
          return "in_use";
      }
      const question = at.reader.ask();
      await question.rows(
        `delete from ${at.table.sql} where ${keyed({ store, table: at.table }, question, image)}`,
      );
      return "back";
    });
    return fate ?? "table_gone";
  } catch (error) {
    if (!(error instanceof ConnectorError) || trouble.has(error.code)) throw error;
    return "in_use";
  }
}
