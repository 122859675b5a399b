import { sql } from "drizzle-orm";
import { database } from "#lib/db/database.ts";
import { logName } from "./checkpoint.ts";
import { type EventRow, entryOf, eventColumns } from "./entry.ts";
import { sizeOfLog } from "./nodes.ts";

/** Events in one piece: about half a megabyte. */
const atOnce = 1_000;

/**
 * The whole log as a file that anybody can check (docs/audit.md): a head, a line for each entry in the order of the log,
 * an empty line, a line for each checkpoint. In pieces of many lines, in flat memory. What is added meanwhile is left out.
 */
export async function* wholeLog(): AsyncGenerator<string> {
  yield `${JSON.stringify({ format: "habeas-log", version: 1, origin: logName() })}\n`;
  const size = await sizeOfLog(database());
  for (let from = 0; from < size; from += atOnce) {
    const rows = await database().execute<EventRow>(
      sql`select ${eventColumns} from audit_leaf l
            join audit_event e on e.chain = l.chain and e.position = l.position
           where l.index >= ${from} and l.index < ${Math.min(size, from + atOnce)} order by l.index`,
    );
    yield rows.rows.map((row) => `${entryOf(row)}\n`).join("");
  }
  yield "\n";
  for (let after = -1; ; ) {
    const notes = await database().execute<{ size: string; note: string }>(
      sql`select size::text as size, note from audit_checkpoint
           where size > ${after} and size <= ${size} order by audit_checkpoint.size limit ${atOnce}`,
    );
    if (notes.rows.length > 0) yield notes.rows.map(({ note }) => `${JSON.stringify(note)}\n`).join("");
    if (notes.rows.length < atOnce) return;
    after = Number(notes.rows.at(-1)?.size);
  }
}
