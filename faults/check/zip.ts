import { buffer } from "node:stream/consumers";
import { type Entry, open, type ZipFile } from "yauzl";

/** Every file of a zip, unpacked. */
export function unpacked(path: string): Promise<Map<string, Buffer>> {
  return new Promise((resolve, reject) => {
    open(path, { lazyEntries: true, autoClose: true }, (error, zip?: ZipFile) => {
      if (error || !zip) return reject(error);
      const files = new Map<string, Buffer>();
      zip.on("error", reject);
      zip.on("end", () => resolve(files));
      zip.on("entry", (entry: Entry) => {
        zip.openReadStream(entry, (failed, stream) => {
          if (failed || !stream) return reject(failed);
          buffer(stream).then((bytes) => {
            files.set(entry.fileName, bytes);
            zip.readEntry();
          }, reject);
        });
      });
      zip.readEntry();
    });
  });
}

/** The records of a file of a collection, `data/01-shop/orders.ndjson`, by system and collection. */
export function recordsIn(
  files: ReadonlyMap<string, Buffer>,
): { system: string; collection: string; records: Record<string, unknown>[] }[] {
  return [...files].flatMap(([name, bytes]) => {
    const found = /\/data\/\d+-([a-z_]+)\/([a-z_]+)\.ndjson$/.exec(name);
    if (!found) return [];
    const lines = bytes
      .toString("utf8")
      .split("\n")
      .filter((line) => line !== "");
    const records = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
    return [{ system: found[1] ?? "", collection: found[2] ?? "", records }];
  });
}
