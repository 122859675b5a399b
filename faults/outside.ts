import fs, { appendFileSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from "node:fs";
import promises from "node:fs/promises";
import { syncBuiltinESMExports } from "node:module";
import { join } from "node:path";

/** What a process of the house finds around it: another time than it is, a disk that does not do as it should. */
export type Around = {
  who: "worker" | "desk";
  /** Milliseconds that its clock is ahead; negative: behind. */
  clock?: number;
  /**
   * Calls on files of the store that fail: from the nth of a kind on, so many times. `keep`: a piece of a package is said
   * to be stored, and is `LOST`, `CUT` or `WRONG` in a byte.
   */
  disk?: { call: "open" | "write" | "sync" | "rename" | "keep"; code: string; nth: number; times: number };
};

/** Where a case lays it down, and where each call that failed leaves a line. */
export const aroundFile = "around";
export const aroundLedger = "around.ledger";

const folder = process.env.FAULTS_CHARGES ?? "";
const who = process.env.FAULTS_WHO ?? "";
const store = process.env.HABEAS_STORE ?? "";
let now: Around | undefined;
let looked = 0;
let seen = 0;

function look(): void {
  const changed = statSync(join(folder, aroundFile), { throwIfNoEntry: false })?.mtimeMs ?? 0;
  if (changed === looked) return;
  looked = changed;
  seen = 0;
  now = undefined;
  try {
    const said = JSON.parse(readFileSync(join(folder, aroundFile), "utf8")) as Around;
    if (said.who === who) now = said;
  } catch {
    // Taken away meanwhile.
  }
}

/** The clock of this process, as it is told. Timers go on as before: they do not follow the wall clock. */
function bendTime(): void {
  const Real = Date;
  const shifted = () => Real.now() + (now?.clock ?? 0);
  globalThis.Date = new Proxy(Real, {
    construct: (target, words, maker) =>
      Reflect.construct(target, words.length === 0 ? [shifted()] : words, maker) as object,
    apply: () => new Real(shifted()).toString(),
    get: (target, name, receiver) => (name === "now" ? shifted : Reflect.get(target, name, receiver)),
  });
}

/** The error of a call that fails now, or undefined. */
function failure(call: NonNullable<Around["disk"]>["call"]): NodeJS.ErrnoException | undefined {
  const disk = now?.disk;
  if (disk?.call !== call) return undefined;
  seen += 1;
  if (seen < disk.nth || seen >= disk.nth + disk.times) return undefined;
  appendFileSync(join(folder, aroundLedger), `${call}\n`);
  return Object.assign(new Error(`${disk.code}: by the fault laboratory, ${call}`), {
    code: disk.code,
    syscall: call,
  });
}

type Done = (error: Error | null, ...more: unknown[]) => void;
type Call = (...words: unknown[]) => unknown;

/** A file that a store says it has, and has not as it was given. */
function spoil(path: string, how: string): void {
  const bytes = readFileSync(path);
  if (how === "LOST") rmSync(path);
  else if (how === "CUT") truncateSync(path, Math.floor(bytes.length / 2));
  else {
    const at = Math.floor(bytes.length / 2);
    bytes[at] = (bytes[at] ?? 0) ^ 1;
    writeFileSync(path, bytes);
  }
}

/** Files of the store, and nothing else, fail as they are told. */
function bendDisk(): void {
  const mine = (path: unknown) => typeof path === "string" && path.startsWith(store);
  const open = new Set<unknown>();
  const on = fs as unknown as Record<string, Call>;
  const real = { open: fs.open as unknown as Call, close: fs.close as unknown as Call };
  on.open = (path, ...more) => {
    if (!mine(path)) return real.open(path, ...more);
    const done = more.at(-1) as Done;
    const error = failure("open");
    if (error) return setImmediate(done, error);
    return real.open(path, ...more.slice(0, -1), (wrong: Error | null, fd: unknown) => {
      if (!wrong) open.add(fd);
      done(wrong, fd);
    });
  };
  on.close = (fd, ...more) => {
    open.delete(fd);
    return real.close(fd, ...more);
  };
  for (const name of ["write", "writev"] as const) {
    const written = fs[name] as unknown as Call;
    on[name] = (fd, ...more) => {
      const error = open.has(fd) ? failure("write") : undefined;
      return error ? setImmediate(more.at(-1) as Done, error) : written(fd, ...more);
    };
  }
  const { rename, open: opened } = promises;
  promises.rename = async (from, to) => {
    const error = mine(from) ? failure("rename") : undefined;
    if (error) throw error;
    await rename(from, to);
    const kept = mine(to) && String(to).includes("/bundle/") ? failure("keep")?.code : undefined;
    if (kept !== undefined) spoil(String(to), kept);
  };
  promises.open = async (path, ...more) => {
    const error = mine(path) ? failure("open") : undefined;
    if (error) throw error;
    const file = await opened(path, ...more);
    if (!mine(path)) return file;
    const sync = file.sync.bind(file);
    file.sync = async () => {
      const wrong = failure("sync");
      if (wrong) throw wrong;
      return sync();
    };
    return file;
  };
  syncBuiltinESMExports();
}

/** Bends what is around this process from now on. */
export function bend(): void {
  if (folder === "" || who === "") return;
  bendTime();
  bendDisk();
  setInterval(look, 50).unref();
}
