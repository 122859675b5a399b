import { buffer } from "node:stream/consumers";
import { promisify } from "node:util";
import yauzl from "yauzl";

const open = promisify<string, yauzl.Options, yauzl.ZipFile>(yauzl.open);

/**
 * Every file of a bundle, by a reader that is not ours, without the one folder that all of them lie in. Checks the sums that
 * the zip itself carries.
 */
export async function unzip(path: string): Promise<Map<string, Buffer>> {
  const zip = await open(path, { lazyEntries: true, autoClose: true, validateEntrySizes: true });
  const files = new Map<string, Buffer>();
  let folder: string | undefined;
  await new Promise<void>((settle, fail) => {
    zip.on("error", fail);
    zip.on("end", () => settle());
    zip.on("entry", (entry: yauzl.Entry) => {
      zip.openReadStream(entry, (error, stream) => {
        if (error) return fail(error);
        buffer(stream).then((bytes) => {
          const [, top = "", name = ""] = /^([^/]+)\/(.+)$/.exec(entry.fileName) ?? [];
          folder ??= top;
          if (name === "" || top !== folder)
            return fail(new Error(`${entry.fileName} is not in the one folder`));
          if (files.has(name)) return fail(new Error(`${name} is in the zip twice`));
          files.set(name, bytes);
          zip.readEntry();
        }, fail);
      });
    });
    zip.readEntry();
  });
  return files;
}
