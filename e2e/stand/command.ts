import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

/** What the command line printed, and how it ended. */
export type Ran = { code: number; out: string; err: string };

const house = fileURLToPath(new URL("../../", import.meta.url));

/** Runs `habeas` as an operator would, with the settings of a world and nothing else. */
export function habeas(env: Record<string, string>, ...words: string[]): Promise<Ran> {
  const given: Record<string, string> = { PATH: process.env.PATH ?? "", ...env };
  return new Promise((settle, fail) => {
    const child = spawn(process.execPath, ["--import", "./workshop/node24.mjs", "cli/habeas.ts", ...words], {
      cwd: house,
      env: given as NodeJS.ProcessEnv,
    });
    let out = "";
    let err = "";
    child.stdout.on("data", (chunk) => {
      out += String(chunk);
    });
    child.stderr.on("data", (chunk) => {
      err += String(chunk);
    });
    child.on("error", fail);
    child.on("close", (code) => settle({ code: code ?? -1, out, err }));
  });
}
