import type { RowKey } from "#connectors/erase.ts";
import { ConnectorError } from "#connectors/errors.ts";
import { decorrelated } from "./decorrelate.ts";
import { columnIn, type Doing, demandSingle, matchedIn, namedRows, seedOf, typeOf } from "./doing.ts";
import { kindOf } from "./kind.ts";
import type { Planned } from "./planned.ts";
import type { Incoming, Reader, Setting, Speech } from "./store.ts";
import { anonymised, isFixed } from "./strategy.ts";

/** Does a step to exactly these rows; answers how many changed. Throws `ConnectorError`, and nothing has changed then. */
export async function actOn<T>(
  one: Planned,
  speech: Speech<T>,
  reader: Reader<T>,
  given: readonly RowKey[],
  secret: Uint8Array,
  theirs: Doing<T>["theirs"] = null,
): Promise<number> {
  const { table, step } = one;
  if (step.act === "by_hand") throw new ConnectorError("misconfigured", "This step is done by a person.");
  if (table === undefined || (step.act !== "delete" && one.sets.size === 0 && one.invents === null)) return 0;
  const rows = namedRows(one, reader, given);
  if (rows.length === 0) return 0;
  const doing: Doing<T> = { one, table, speech, reader, rows, theirs };
  const sure = one.names?.sure === true;
  // One column of a key is found by its values alone, without a join that could be planned badly.
  if (step.act !== "delete" || one.names?.columns.length !== 1) await speech.begin(reader.ask(), sure);
  if (!sure) await demandOneEach(doing);
  if (step.act === "delete") return removed(doing);
  return one.invents === null ? changed(doing, secret) : decorrelated(doing, one.invents);
}

/** A key that the database does not keep unique may name somebody else's row as well. */
async function demandOneEach<T>(doing: Doing<T>): Promise<void> {
  const question = doing.reader.ask();
  const anybodys = { ...doing, theirs: null };
  const found = await question.rows(doing.speech.locked(matchedIn(anybodys, question), "k.n"));
  demandSingle(doing, found.length, new Set(found.map(([no]) => no)).size);
}

async function removed<T>(doing: Doing<T>): Promise<number> {
  const { one, reader, speech, rows } = doing;
  if (one.guarded.length > 0) {
    const locking = reader.ask();
    await locking.rows(speech.locked(matchedIn(doing, locking), "k.n"));
    for (const each of one.guarded) await demandNothingBelow(doing, each);
  }
  let gone = 0;
  const leaf = speech.rowByRow ? leafSql(doing) : "";
  for (let more = true; more; ) {
    const question = reader.ask();
    const matched = matchedIn(doing, question);
    const met = await speech.remove(question, { ...matched, leaf });
    demandSingle(doing, met.rows, met.keys);
    gone += met.rows;
    more = leaf !== "" && met.rows > 0;
  }
  if (gone === rows.length) return gone;
  const left = reader.ask();
  const still = await left.rows(speech.found(matchedIn(doing, left), "k.n"));
  if (still.length === 0) return gone;
  throw new ConnectorError(
    "misconfigured",
    `The database did not let rows of ${one.collection.name} go: a rule of its own holds them.`,
  );
}

/** True of a row `c` that no other row of its own table refers to; nothing where the table does not refer to itself. */
function leafSql<T>({ one, table, speech }: Doing<T>): string {
  const own = table.references.filter((each) => each.to === table.name && each.onDelete !== "set_null");
  const names = one.names?.columns ?? [];
  const other = names.map((name) => `r.${speech.quoted(name)} <> c.${speech.quoted(name)}`).join(" or ");
  return own
    .map((each) => {
      const ties = each.columns.map(
        (name, no) => `r.${speech.quoted(name)} = c.${speech.quoted(each.toColumns[no] ?? "")}`,
      );
      return ` and not exists (select 1 from ${table.sql} r where ${ties.join(" and ")} and (${other}))`;
    })
    .join("");
}

/** The rows are locked: from now on nothing new can refer to them. */
async function demandNothingBelow<T>(doing: Doing<T>, { from, reference }: Incoming): Promise<void> {
  const { one, speech, reader, table } = doing;
  const question = reader.ask();
  const { place, source, on } = matchedIn(doing, question);
  const ties = reference.columns.map(
    (name, no) => `r.${speech.quoted(name)} = c.${speech.quoted(reference.toColumns[no] ?? "")}`,
  );
  let beside = "";
  if (from === table) {
    // Rows of the same table that go in the same stroke are in the plan.
    const other = matchedIn(doing, question, [], "r");
    beside = ` and not exists (select 1 from ${other.source} where ${other.on})`;
  }
  const found = await question.rows(
    `select 1 from ${source} join ${place.sql} c on ${on} join ${from.sql} r on ${ties.join(" and ")}${beside} limit 1`,
  );
  if (found.length === 0) return;
  throw new ConnectorError(
    "misconfigured",
    `Nothing was deleted: the database would take rows of ${from.name} along, which are not part of what was approved for ${one.collection.name}.`,
  );
}

async function changed<T>(doing: Doing<T>, secret: Uint8Array): Promise<number> {
  const { one, table, reader, speech, rows } = doing;
  const names = [...one.sets.keys()];
  const worked = names.filter((name) => !isFixed(one.sets.get(name) ?? "null"));
  const values = worked.length === 0 ? [] : await workedOut(doing, worked, secret);
  const question = reader.ask();
  const place = question.making.live.placeOf(one.collection);
  const settings = names.map((name): Setting<T> => {
    const at = worked.indexOf(name);
    const strategy = one.sets.get(name) ?? "null";
    const fixed = () => anonymised(strategy, null, { kind: kindOf(typeOf(table, name)), seed: "", secret });
    const constant = at < 0 ? fixed() : null;
    const text =
      at >= 0
        ? `case when k.v${at} = '' then null else substr(k.v${at}, 2) end`
        : constant === null
          ? question.making.dialect.noText
          : question.making.bind.text(constant, "constant");
    return { column: columnIn(place, name), type: typeOf(table, name), text };
  });
  const more = worked.map((_, at) => ({
    name: `v${at}`,
    values: rows.map((_, no) => values[no]?.[at] ?? ""),
  }));
  const met = await speech.change(question, matchedIn(doing, question, more), settings);
  demandSingle(doing, met.rows, met.keys);
  return met.rows;
}

/** New values, row by row: `=` and the text, or nothing where there was nothing. */
async function workedOut<T>(
  doing: Doing<T>,
  columns: readonly string[],
  secret: Uint8Array,
): Promise<string[][]> {
  const { one, table, reader, speech, rows } = doing;
  const question = reader.ask();
  const matched = matchedIn(doing, question);
  const { dialect } = question.making;
  const texts = columns.map((name) => {
    const { sql, type } = columnIn(matched.place, name);
    return dialect.keyText({ sql: `c.${sql}`, type });
  });
  const made: string[][] = [];
  for (const [no, ...values] of await question.rows(speech.locked(matched, ["k.n", ...texts].join(", ")))) {
    made[Number(no)] = values.map((value, at) => {
      const name = columns[at] ?? "";
      const seed = seedOf(table, name, rows[Number(no)] ?? []);
      const text = anonymised(one.sets.get(name) ?? "null", value, {
        kind: kindOf(typeOf(table, name)),
        seed,
        secret,
      });
      return text === null ? "" : `=${text}`;
    });
  }
  return made;
}
