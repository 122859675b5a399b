import type { Collection } from "#connectors/collection.ts";
import type { FoundKey } from "#connectors/contract.ts";
import type { RowChange, RowChanged } from "#connectors/correct.ts";
import { misfitOf, sameValue } from "#connectors/held-value.ts";
import {
  columnIn,
  demandSingle,
  matchedIn,
  type Naming,
  namedRows,
  typeOf,
} from "#connectors/sql/erase/doing.ts";
import type { Cells, LiveTable, Question, Reader, Setting, Speech } from "#connectors/sql/erase/store.ts";
import { ownRowsOf, valueAt } from "./cells.ts";
import type { Judged } from "./judge.ts";
import { memberJson } from "./member.ts";
import type { Pen } from "./pen.ts";
import { Refusal } from "./refusal.ts";

/** One field of a change, with what is known of it. */
type Wanted = { judged: Judged; seen: string | null; value: string | null };

type Work<T> = Naming<T> & { reader: Reader<T>; pen: Pen<T>; wanted: readonly Wanted[] };

/** Sets the fields of one row inside its transaction. Throws `Refusal` where the database does not let it be. */
export async function changedRow<T>(
  reader: Reader<T>,
  { pen, speech }: { pen: Pen<T>; speech: Speech<T> },
  collections: readonly Collection[],
  wanted: readonly Wanted[],
  change: RowChange,
  keys: readonly FoundKey[],
): Promise<RowChanged> {
  const [first] = wanted;
  const table = first?.judged.table;
  if (first === undefined || table === undefined) return { outcome: "already" };
  const { collection, names } = first.judged;
  const rows = namedRows({ collection, names }, reader, [change.row]);
  if (rows.length === 0) return { outcome: "gone" };
  const work: Work<T> = { one: { collection, names }, table, speech, rows, reader, pen, wanted };
  await speech.begin(reader.ask(), names?.sure === true);
  const held = await valuesNow(work, (matched, list) => speech.locked(matched, list));
  if (held === null || !(await isTheirs(work, collections, keys))) return { outcome: "gone" };

  const open = wanted.filter(
    (one, no) => !sameValue(one.judged.field.type.kind, held[no] ?? null, one.value),
  );
  if (open.length === 0) return { outcome: "already" };
  const fields = open
    .filter((one) => !sameValue(one.judged.field.type.kind, held[wanted.indexOf(one)] ?? null, one.seen))
    .map((one) => one.judged.field.field);
  if (fields.length > 0) return { outcome: "conflict", fields };
  for (const { judged, value } of open) {
    const why = misfitOf(judged.field.type, value);
    if (why !== null) throw new Refusal(why);
  }
  await written(work, table, open);
  const after = await valuesNow(work, (matched, list) => speech.found(matched, list));
  const other = wanted.find(
    ({ judged, value }, no) => !sameValue(judged.field.type.kind, after?.[no] ?? null, value),
  );
  if (other !== undefined) {
    const { field } = other.judged.field;
    throw new Refusal(`The database makes something else of what would be written to ${field}.`);
  }
  return { outcome: "changed" };
}

/** What the row says, as it is collected; null where there is no such row. */
async function valuesNow<T>(
  work: Work<T>,
  select: (matched: ReturnType<typeof matchedIn<T>>, list: string) => string,
): Promise<Cells | null> {
  const { reader, pen, wanted } = work;
  const question = reader.ask();
  const values = wanted.map((one) => valueAt(question.making, one.judged));
  const list = ["k.n", ...values.map((one) => pen.shown(one))].join(", ");
  const found = await question.rows(select(matchedIn(work, question), list));
  demandSingle(work, found.length, Math.min(found.length, 1));
  const [row] = found;
  return row === undefined ? null : values.map(({ type }, no) => pen.collected(type, row[no + 1] ?? null));
}

/** True where the row is reached from the keys, and the person may change each of the fields in it. */
async function isTheirs<T>(
  { reader, speech, one, table, rows, wanted }: Work<T>,
  collections: readonly Collection[],
  keys: readonly FoundKey[],
): Promise<boolean> {
  const question = reader.ask();
  const { making } = question;
  const own = ownRowsOf(making, collections, one.collection, keys);
  if (own === null) return false;
  const place = making.live.placeOf(one.collection);
  const named = (one.names?.columns ?? []).map((name, no) => {
    const { sql, type } = columnIn(place, name);
    const text = making.bind.text(rows[0]?.[no] ?? "", "key");
    return speech.same({ sql: `c.${sql}`, type }, typeOf(table, name), text);
  });
  const list = wanted.map((each) => own.shown(each.judged.field.field)).join(", ");
  const found = await question.rows(
    `${own.with}select ${list} from ${own.from} where ${[...own.where, ...named].join(" and ")}`,
  );
  return found.some((cells) => cells.every((cell) => cell === "1"));
}

async function written<T>(work: Work<T>, table: LiveTable, open: readonly Wanted[]): Promise<void> {
  const { reader, speech, pen, one } = work;
  const question = reader.ask();
  const matched = matchedIn(work, question);
  const place = question.making.live.placeOf(one.collection);
  const byColumn = new Map<string, Setting<T>>();
  for (const { judged, value } of open) {
    const name = judged.path.column;
    const column = columnIn(place, name);
    const text =
      judged.path.steps.length > 0
        ? insideSql(question, judged, pen, byColumn.get(name)?.text ?? null, value)
        : value === null
          ? question.making.dialect.noText
          : question.making.bind.text(pen.taken(judged.field.type.kind, value), "value");
    byColumn.set(name, { column, type: typeOf(table, name), text });
  }
  await speech.change(question, matched, [...byColumn.values()]);
}

/** The document with one member set; `before` is the document where another member of it is set as well. */
function insideSql<T>(
  { making }: Question<T>,
  { collection, path }: Judged,
  pen: Pen<T>,
  before: string | null,
  value: string | null,
): string {
  const column = columnIn(making.live.placeOf(collection), path.column);
  const members = path.steps.flatMap((step) => (step.kind === "member" ? [step.name] : []));
  const json = making.bind.text(memberJson(collection, path.text, value), "value");
  const sql = pen.withMember(column, members, json, before);
  if (sql === null) throw new Refusal(`${path.column} of ${collection.name} holds no document.`);
  return sql;
}
