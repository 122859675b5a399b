import { readFileSync } from "node:fs";
import { join } from "node:path";
import { build, stop } from "esbuild";

const look = ["look/controls.css", "look/records.css"];
const nextTo = (name: string) => join(import.meta.dirname, name);

let script: Promise<Buffer> | null = null;

/** The viewer's two fixed files, the same for everybody: `viewer/app.js` and `viewer/app.css`. */
export async function viewerFiles(): Promise<{ path: string; bytes: Buffer }[]> {
  return [
    { path: "viewer/app.js", bytes: await viewerScript() },
    { path: "viewer/app.css", bytes: Buffer.concat(look.map((name) => readFileSync(nextTo(name)))) },
  ];
}

/**
 * The viewer as one classic script, made of `app/*.ts` when first asked for and then kept: opened from a disk, a page may
 * load neither modules nor anything by `fetch`. The same sources give the same bytes.
 */
function viewerScript(): Promise<Buffer> {
  script ??= bundled();
  return script;
}

async function bundled(): Promise<Buffer> {
  try {
    const { outputFiles } = await build({
      entryPoints: [nextTo("app/app.ts")],
      bundle: true,
      write: false,
      format: "iife",
      platform: "browser",
      target: "es2022",
      minify: true,
      charset: "ascii",
      legalComments: "none",
      logLevel: "silent",
    });
    const [file] = outputFiles;
    if (!file) throw new Error("The viewer's script was not made.");
    return Buffer.from(file.contents);
  } finally {
    // Its process would otherwise stay beside the worker.
    await stop();
  }
}
