import type { ErasureStep } from "#connectors/erase.ts";
import { ConnectorError } from "#connectors/errors.ts";
import { keyOf, typeIn, written } from "./imaged.ts";
import type { Planned } from "./planned.ts";
import type { LiveTable, LiveTables, Store } from "./store.ts";

/** Why what some steps do could not be taken back, in plain words; null where it can. Reads no record. */
export async function hindranceOf<T>(
  store: Store<T>,
  plan: readonly Planned[],
  live: LiveTables,
  steps: readonly ErasureStep[],
): Promise<string | null> {
  const numbers = new Set(steps.filter((step) => step.act !== "by_hand").map((step) => step.no));
  const names = new Set(
    plan.flatMap(({ step, table, invents }) =>
      numbers.has(step.no)
        ? [table?.name, invents?.table.name, ...step.cascades.map((one) => one.table)]
        : [],
    ),
  );
  for (const table of live.tables.values()) {
    if (!names.has(table.name)) continue;
    if (!(await canPutBack(store, table))) {
      return `This account cannot read and write every column of ${table.name}.`;
    }
  }
  return null;
}

async function canPutBack<T>(store: Store<T>, table: LiveTable): Promise<boolean> {
  const { imaging, quoted } = store.speech;
  const names = written(table);
  if (!table.readable || !table.writable || keyOf(table).length === 0) return false;
  const list = names.map((name) => imaging.exact(`c.${quoted(name)}`, typeIn(table, name))).join(", ");
  const columns = names.map(quoted).join(", ");
  try {
    await store.writing({ collection: table.name, act: "change" }, async (reader) => {
      const ask = (sql: string) => reader.ask().rows(sql);
      await ask(`explain select ${list} from ${table.sql} c where 1 = 0${imaging.lock("c")}`);
      await ask(
        `explain insert into ${table.sql} (${columns})${imaging.overriding} select ${columns} from ${table.sql} where 1 = 0`,
      );
    });
    return true;
  } catch (error) {
    if (error instanceof ConnectorError && (error.code === "forbidden" || error.code === "bad_answer"))
      return false;
    throw error;
  }
}
