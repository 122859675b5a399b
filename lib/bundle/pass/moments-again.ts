import type { Collection } from "#connectors/collection.ts";
import { wholeLines } from "#lib/spool/whole-lines.ts";
import { KnownKey } from "../lines.ts";
import { momentIn } from "./moments.ts";
import { Scanner } from "./scan.ts";

/** Reads only the moments of a collection whose files are written: for a build that goes on after a crash. */
export async function momentsOf(
  lines: AsyncIterable<Uint8Array>,
  allowedKeys: ReadonlySet<string>,
  { occurred }: Collection,
  onMoment: (seconds: number, row: number) => void,
): Promise<void> {
  if (occurred === undefined) return;
  const scanner = new Scanner(
    [occurred],
    () => false,
    () => {},
  );
  const via = new KnownKey(allowedKeys);
  let row = 0;
  for await (const block of wholeLines(lines)) {
    for (let start = 0; start < block.length; ) {
      const end = block.indexOf(10, start);
      scanner.read(block, via.after(block, start, end), end);
      start = end + 1;
      row += 1;
      const moment = momentIn(block, scanner, 0);
      if (moment !== null) onMoment(moment.seconds, row);
    }
  }
}
