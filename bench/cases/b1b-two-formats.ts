import { createHash } from "node:crypto";
import { collection } from "#connectors/collection.ts";
import { passOver } from "#lib/bundle/pass/records.ts";
import { StepWriter } from "#lib/bundle/pass/step-writer.ts";
import type { OpenFile, StepFiles } from "#lib/bundle/zip/package.ts";
import { filled } from "#lib/bundle/zip/zip.ts";
import { openHouse } from "../harness/house.ts";
import { compare } from "../harness/pairs.ts";
import { fillSources, harriet, systemsOver } from "../harness/sources.ts";
import type { Bench } from "../run.ts";
import { asCsv, copied, type Source, sourcesOf, timed } from "./b1a-extract.ts";

/** Files that are only hashed. */
const hashed: StepFiles = {
  begin: (): OpenFile => {
    const hash = createHash("sha256");
    let bytes = 0;
    return {
      write: async (piece) => {
        hash.update(piece);
        bytes += piece.length;
      },
      end: async () => ({ bytes, sha256: hash.digest("hex") }),
    };
  },
  add: (path, bytes) => filled(hashed.begin(path), bytes),
};

/** Everything of Harriet's as table, JSON lines and viewer's data, each hashed; gives the number of records. */
async function written(sources: readonly Source[], maps: ReadonlyMap<string, unknown>): Promise<number> {
  let rows = 0;
  for (const source of sources) {
    const session = await source.open();
    const found = await session.locate([{ kind: "email", value: harriet }]);
    if (found.kind !== "located") throw new Error("Harriet was not found");
    for await (const part of session.collect(found.keys)) {
      if (part.kind !== "records") continue;
      const given = {
        source: {
          collection: collection.parse(maps.get(part.collection)),
          rows: Number.POSITIVE_INFINITY,
          open: () => part.lines,
          files: [],
        },
        allowedKeys: new Set(["P0"]),
        path: part.collection,
        number: 1,
        onMoment: () => {},
      };
      rows += (await passOver(new StepWriter(hashed), given)).rows;
    }
    await session.close();
  }
  return rows;
}

export const bench: Bench = {
  title: "rows as CSV, NDJSON and viewer's data with their hashes, against psql COPY as CSV (pass 2.0)",
  run: async (full) => {
    const rows = full ? 1_000_000 : 100_000;
    const house = await openHouse();
    try {
      const url = await house.database("source");
      await fillSources(url, rows);
      const sources = sourcesOf(url);
      const [system] = systemsOver(url) as { collections: { name: string }[] }[];
      const maps = new Map(system?.collections.map((one) => [one.name, one]));
      let lines = 0;
      await copied(sources, asCsv, (bytes) => {
        for (const byte of bytes) if (byte === 10) lines += 1;
      });
      const ours = timed(String(lines), async () => {
        const count = await written(sources, maps);
        if (count !== lines) throw new Error(`${count} records against ${lines}`);
        return {};
      });
      const peer = timed(String(lines), async () => {
        await copied(sources, asCsv, null);
        return {};
      });
      return { [`${rows} rows, 6 systems`]: await compare(ours, peer, full ? 9 : 5) };
    } finally {
      await house.end();
    }
  },
};
