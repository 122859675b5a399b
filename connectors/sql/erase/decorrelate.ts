import { columnIn, type Doing, demandSingle, matchedIn, seedOf, typeOf } from "./doing.ts";
import { invented } from "./invent.ts";
import { kindOf } from "./kind.ts";
import type { Invention } from "./planned.ts";
import type { Setting } from "./store.ts";

const shapes: Record<string, string> = { text: "Aaaaaaaaaaaaaaaaaaaa", integer: "0", decimal: "0" };

/** Gives each row an invented owner of its own, whom nothing else is tied to; answers how many rows got one. */
export async function decorrelated<T>(doing: Doing<T>, invents: Invention): Promise<number> {
  const { one, table, reader, speech, rows } = doing;
  const { mark, filled, ties } = invents;
  const marks = rows.map((row) =>
    invented("a@b", kindOf("text"), seedOf(invents.table, mark, [table.name, ...row])),
  );
  const waiting = await strangers(doing, invents, marks);
  if (waiting.length === 0) return 0;

  const making = reader.ask();
  const above = making.making.live.placeOf(invents.owner);
  const own = [mark, ...filled];
  const valueFor = (name: string, no: number): string => {
    if (name === mark) return marks[no] ?? "";
    const kind = kindOf(typeOf(invents.table, name));
    const shape = (shapes[kind.is] ?? "").slice(0, kind.length ?? undefined);
    return invented(shape, kind, seedOf(invents.table, name, [table.name, ...(rows[no] ?? [])]));
  };
  const source = speech.source(
    making,
    own.map((name, at) => ({ name: `v${at}`, values: waiting.map((no) => valueFor(name, no)) })),
  );
  const settings = own.map(
    (name, at): Setting<T> => ({
      column: columnIn(above, name),
      type: typeOf(invents.table, name),
      text: `k.v${at}`,
    }),
  );
  const keys = ties.map(({ theirs }) => making.making.dialect.keyText(columnIn(above, theirs))).join(", ");
  const made = await speech.insert(making, above.sql, settings, source, keys);

  // Which row gets which of them is all the same: nobody else has one.
  const given: Doing<T> = { ...doing, rows: waiting.map((no) => rows[no] ?? []) };
  const question = reader.ask();
  const place = question.making.live.placeOf(one.collection);
  const more = ties.map((_, at) => ({ name: `v${at}`, values: made.map((cells) => cells[at] ?? "") }));
  const met = await speech.change(
    question,
    matchedIn(given, question, more),
    ties.map((tie, at) => ({
      column: columnIn(place, tie.own),
      type: typeOf(table, tie.own),
      text: `k.v${at}`,
    })),
  );
  demandSingle(doing, met.rows, met.keys);
  return met.rows;
}

/** The numbers of the rows whose owner is none that was invented for them. */
async function strangers<T>(
  doing: Doing<T>,
  invents: Invention,
  marks: readonly string[],
): Promise<number[]> {
  const question = doing.reader.ask();
  const matched = matchedIn(doing, question);
  const { dialect, live } = question.making;
  const above = live.placeOf(invents.owner);
  const under = (alias: string, { sql, type }: { sql: string; type: T }) => ({
    sql: `${alias}.${sql}`,
    type,
  });
  const on = invents.ties.map(({ own, theirs }) =>
    dialect.tied(under("p", columnIn(above, theirs)), under("c", columnIn(matched.place, own))),
  );
  const filled = invents.ties.map(({ own }) => `c.${columnIn(matched.place, own).sql} is null`);
  const known = dialect.keyText(under("p", columnIn(above, invents.mark)));
  const list = [
    "k.n",
    `(select max(${known}) from ${above.sql} p where ${on.join(" and ")})`,
    `case when ${filled.join(" or ")} then '1' else '0' end`,
  ];
  const found = await question.rows(doing.speech.locked(matched, list.join(", ")));
  return found.flatMap(([no, mark, loose]) =>
    loose === "1" || mark === marks[Number(no)] ? [] : [Number(no)],
  );
}
