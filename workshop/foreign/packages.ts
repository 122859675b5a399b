import { execFile } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);
const cache = join(import.meta.dirname, "../../.habeas/foreign");

/** A published package, unpacked as it is. `folder` is its root, `version` the one that was unpacked. */
export type Unpacked = { folder: string; version: string };

/** Why a package cannot be had on this machine, in words for the reason of a skipped test. */
export class PackageUnavailable extends Error {
  override readonly name = "PackageUnavailable";
}

/**
 * Downloads a Debian package with the machine's own apt and unpacks it into a cache; nothing is installed, and the
 * text of the package never enters this repository.
 * @param name the package; its version is whatever the machine's release offers and is printed
 * @throws PackageUnavailable where apt is missing, or the package is not of the series that the seeds are written for
 */
export async function debianPackage(name: string, series: string): Promise<Unpacked> {
  const version = await candidate(name);
  if (!version.replace(/^\d+:/, "").startsWith(series))
    throw new PackageUnavailable(
      `Debian here offers ${name} ${version}; the seeds are written for ${series}`,
    );
  return cached(`${name}_${version.replaceAll(/[^\w.+~-]/g, "_")}`, version, async (folder) => {
    await command("apt-get", ["download", `${name}=${version}`], folder);
    const file = readdirSync(folder).find((entry) => entry.endsWith(".deb"));
    if (file === undefined) throw new PackageUnavailable(`apt downloaded nothing for ${name} ${version}`);
    await command("dpkg-deb", ["-x", file, "."], folder);
    rmSync(join(folder, file));
  });
}

/**
 * Downloads a published npm package, as it is and without what it depends on, and unpacks it into the cache.
 * @throws PackageUnavailable where the registry cannot be reached
 */
export async function npmPackage(name: string, version: string): Promise<Unpacked> {
  return cached(`${name.replaceAll(/[^\w.-]/g, "_")}_${version}`, version, async (folder) => {
    await command("npm", ["pack", `${name}@${version}`, "--silent"], folder);
    const file = readdirSync(folder).find((entry) => entry.endsWith(".tgz"));
    if (file === undefined) throw new PackageUnavailable(`npm packed nothing for ${name} ${version}`);
    await command("tar", ["xzf", file, "--strip-components=1"], folder);
    rmSync(join(folder, file));
  });
}

async function candidate(name: string): Promise<string> {
  const said = await command("apt-cache", ["policy", name], ".");
  const version = /Candidate: (\S+)/.exec(said)?.[1];
  if (version === undefined || version === "(none)")
    throw new PackageUnavailable(`apt on this machine knows no package ${name} (it may need apt-get update)`);
  return version;
}

/** Unpacks next to the cache and moves the whole in at the end, so that nobody ever sees half a package. */
async function cached(
  name: string,
  version: string,
  unpack: (folder: string) => Promise<void>,
): Promise<Unpacked> {
  const folder = join(cache, name);
  if (!existsSync(folder)) {
    mkdirSync(cache, { recursive: true });
    const building = mkdtempSync(join(cache, "building-"));
    try {
      await unpack(building);
      renameSync(building, folder);
      console.info(`unpacked ${name}`);
    } catch (error) {
      rmSync(building, { recursive: true, force: true });
      // Another test file may have been quicker.
      if (!existsSync(folder)) throw error;
    }
  }
  return { folder, version };
}

async function command(program: string, args: string[], folder: string): Promise<string> {
  try {
    return (await run(program, args, { cwd: folder, timeout: 240_000, maxBuffer: 1 << 24 })).stdout;
  } catch (error) {
    const missing = (error as NodeJS.ErrnoException).code === "ENOENT";
    throw new PackageUnavailable(
      missing ? `${program} is not on this machine` : `${program} ${args[0]} did not succeed`,
    );
  }
}
