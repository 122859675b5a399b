import { spawnSync } from "node:child_process";
import { chownSync, lchownSync, readdirSync, readFileSync, statSync } from "node:fs";
import { userInfo } from "node:os";
import { join } from "node:path";
import { LaunchError } from "./complaint.ts";

/**
 * How a program of Postgres is run. Postgres refuses to run as root and refuses a user id without an account, so the
 * way differs: another user id, a user namespace, or another id that keeps one capability to pass private folders.
 */
export type Way = {
  name: string;
  /** Words before the program. */
  prefix: readonly string[];
  /** Identity that the operating system gives the program, when it is not ours. */
  identity?: { uid: number; gid: number };
  /** Who must own the data folder. */
  owner: { uid: number; gid: number };
};

/**
 * Finds the first way that really works here: it enters `folder` and runs `program` with it.
 * @throws LaunchError when none works.
 */
export function chooseWay(program: string, folder: string): Way {
  const ways = candidates();
  for (const way of ways) {
    if (works(way, program, folder)) return way;
  }
  throw new LaunchError(
    process.getuid?.() === 0
      ? `Postgres refuses to run as root and another user cannot reach ${folder} or ${program}: work as an ordinary user, move the checkout out of a private home, or set HABEAS_DATABASE_URL.`
      : `This user cannot run ${program} in ${folder}: use a named account with access to both, or set HABEAS_DATABASE_URL.`,
  );
}

function candidates(): Way[] {
  const uid = process.getuid?.();
  const gid = process.getgid?.();
  if (uid === undefined || gid === undefined)
    return [{ name: "plain", prefix: [], owner: { uid: 0, gid: 0 } }];
  const self = { uid, gid };
  const plain: Way = { name: "plain", prefix: [], owner: self };
  const nobody = unprivileged();
  const namespace: Way = {
    name: "namespace",
    prefix: ["unshare", "-U", `--map-user=${nobody.uid}`, `--map-group=${nobody.gid}`],
    owner: self,
  };
  if (uid !== 0) return hasAccount() ? [plain] : [namespace];
  return [
    { name: "other user", prefix: [], identity: nobody, owner: nobody },
    namespace,
    ...["dac_read_search", "dac_override"].map((capability) => withCapability(nobody, capability)),
  ];
}

function withCapability(user: { uid: number; gid: number }, capability: string): Way {
  const ids = [`--reuid=${user.uid}`, `--regid=${user.gid}`, "--clear-groups"];
  const keep = [`--inh-caps=-all,+${capability}`, `--ambient-caps=-all,+${capability}`];
  return { name: capability, prefix: ["setpriv", ...ids, ...keep], owner: user };
}

function works(way: Way, program: string, folder: string): boolean {
  const outcome = spawnSync(
    way.prefix[0] ?? "/bin/sh",
    [
      ...way.prefix.slice(1),
      ...(way.prefix.length > 0 ? ["/bin/sh"] : []),
      "-c",
      'cd "$1" && exec "$2" --version',
      "sh",
      folder,
      program,
    ],
    { ...way.identity, stdio: "ignore", timeout: 20_000 },
  );
  return outcome.status === 0;
}

/** The account without rights: by name from the account file, because its number differs between systems. */
function unprivileged(): { uid: number; gid: number } {
  const line = readFileSync("/etc/passwd", "utf8")
    .split("\n")
    .find((entry) => entry.startsWith("nobody:"));
  const [, , uid, gid] = line?.split(":") ?? [];
  const valid = Number(uid) > 0 && Number(gid) > 0;
  return valid ? { uid: Number(uid), gid: Number(gid) } : { uid: 65534, gid: 65534 };
}

function hasAccount(): boolean {
  try {
    return userInfo().username !== "";
  } catch {
    return false;
  }
}

/** Gives a folder and all it holds to the owner that the way needs; a folder that is theirs already is left alone. */
export function giveTo(owner: Way["owner"], folder: string): void {
  if (process.getuid?.() !== 0 || statSync(folder).uid === owner.uid) return;
  for (const entry of readdirSync(folder, { recursive: true, encoding: "utf8" })) {
    lchownSync(join(folder, entry), owner.uid, owner.gid);
  }
  chownSync(folder, owner.uid, owner.gid);
}
