import { spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { chmodSync, chownSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Binaries } from "./choose.ts";
import { complaint, LaunchError } from "./complaint.ts";
import { chooseWay, giveTo, type Way } from "./privileges.ts";

/** Environment of the server programs: nothing of ours that could change what they do, such as PGDATA. */
export const serverEnvironment: NodeJS.ProcessEnv = {
  NODE_ENV: "production",
  PATH: process.env.PATH ?? "/usr/bin:/bin",
  LC_ALL: "C",
  TZ: "UTC",
};

/** A data folder that is ready to be served. */
export type ReadyFolder = { data: string; log: string; password: string; way: Way };

/**
 * Makes `folder` ready: creates the database cluster once, keeps its random password in a file that only its owner
 * reads, and gives the data to the user the server will run as.
 * @throws LaunchError
 */
export function prepareFolder(folder: string, binaries: Binaries, quick: boolean): ReadyFolder {
  const data = join(folder, "data");
  // Others may pass through this folder (the server may run as another user) but not list it; data itself is private.
  mkdirSync(folder, { recursive: true });
  chmodSync(folder, 0o711);
  const secret = join(folder, "password");
  const complete = existsSync(join(data, "PG_VERSION")) && existsSync(join(folder, "initialised"));
  if (complete && !existsSync(secret)) {
    throw new LaunchError(
      `${secret} is missing, so nobody can log in: restore it, or remove ${folder} to begin afresh.`,
    );
  }
  // A folder whose first start was interrupted holds nothing of worth yet.
  if (!complete) rmSync(data, { recursive: true, force: true });
  mkdirSync(data, { recursive: true, mode: 0o700 });
  const way = chooseWay(join(binaries.folder, "initdb"), folder);
  giveTo(way.owner, data);
  if (!complete) {
    writeFileSync(secret, randomBytes(24).toString("base64url"), { mode: 0o600 });
    initialise({ folder, data, secret, binaries, way, quick });
    writeFileSync(join(folder, "initialised"), `${binaries.version}\n`);
  }
  return { data, log: join(folder, "postgres.log"), password: readFileSync(secret, "utf8"), way };
}

function initialise(cluster: {
  folder: string;
  data: string;
  secret: string;
  binaries: Binaries;
  way: Way;
  quick: boolean;
}): void {
  const { folder, data, way, binaries } = cluster;
  // initdb reads the password as the user it runs as, who may not read ours: a copy that lives for one second.
  const copy = join(folder, "initdb-password");
  writeFileSync(copy, readFileSync(cluster.secret), { mode: 0o600 });
  if (process.getuid?.() === 0) chownSync(copy, way.owner.uid, way.owner.gid);
  const locale =
    binaries.version >= 17
      ? ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"]
      : ["--locale=C.UTF-8"];
  const words = [
    ...way.prefix,
    join(binaries.folder, "initdb"),
    ...[
      "-D",
      data,
      "-U",
      "habeas",
      "--auth=scram-sha-256",
      `--pwfile=${copy}`,
      "--encoding=UTF8",
      "--no-instructions",
    ],
    ...locale,
    ...(cluster.quick ? ["--no-sync"] : []),
  ];
  try {
    const outcome = spawnSync(words[0] ?? "", words.slice(1), {
      ...way.identity,
      env: serverEnvironment,
      encoding: "utf8",
      timeout: 120_000,
    });
    if (outcome.status !== 0)
      throw complaint(`${outcome.stdout}\n${outcome.stderr || outcome.error?.message || ""}`, folder, 0);
  } finally {
    rmSync(copy, { force: true });
  }
}
