import { closeSync, createWriteStream, openSync, readdirSync, readSync } from "node:fs";
import { join } from "node:path";
import { zipInto } from "#lib/bundle/zip/zip.ts";

async function* bytesOf(path: string): AsyncGenerator<Buffer> {
  const file = openSync(path, "r");
  const piece = Buffer.allocUnsafeSlow(256 * 1024);
  for (let read = readSync(file, piece); read > 0; read = readSync(file, piece))
    yield piece.subarray(0, read);
  closeSync(file);
}

/** Run by itself: puts the files of a folder into a zip as a bundle's are put, and prints the milliseconds. */
const [folder = "", zip = ""] = process.argv.slice(2);
const began = performance.now();
const into = zipInto(createWriteStream(zip), new Date("2026-03-12T09:30:00Z"), "files");
await into.step("files", async (to) => {
  for (const name of readdirSync(folder).sort()) {
    await to.add(name, bytesOf(join(folder, name)));
  }
});
await into.finish();
process.stdout.write(String(performance.now() - began));
