/** Why a database server could not be started, in one sentence that also says what to do about it. */
export class LaunchError extends Error {
  override readonly name = "LaunchError";
}

const plain: readonly [pattern: RegExp, sentence: (folder: string, port: number) => string][] = [
  [
    /No space left on device|ENOSPC|Disk quota exceeded/i,
    (folder) =>
      `The disk that holds ${folder} is full: free some space (about 200 MB is needed) and start again.`,
  ],
  [
    /Address already in use|EADDRINUSE|could not create any TCP\/IP sockets/i,
    (_, port) =>
      `Port ${port} is already in use by another program: stop that program or choose another port.`,
  ],
  [
    /Permission denied|EACCES|EPERM|Operation not permitted|Read-only file system|EROFS/i,
    (folder) =>
      `Permission is missing to write in ${folder}: give this user the folder (chown) or choose another folder.`,
  ],
  [
    /database files are incompatible|initialized by PostgreSQL version/i,
    (folder) =>
      `${folder} was written by another version of Postgres: start with that version, or remove the folder to begin afresh.`,
  ],
  [
    /error while loading shared libraries: (\S+)/i,
    () =>
      "The embedded Postgres lacks one of its libraries: remove node_modules, run npm install again, or install Postgres 15 or newer on this machine.",
  ],
  [
    /could not look up effective user ID/i,
    () =>
      "The current user id has no account on this machine and Postgres refuses that: run as a named user or set HABEAS_DATABASE_URL.",
  ],
];

/**
 * Turns what the operating system or the server said into one clear sentence.
 * @param said raw output or error message; only its last line is quoted when nothing is recognised.
 */
export function complaint(said: string, folder: string, port: number): LaunchError {
  for (const [pattern, sentence] of plain) {
    if (pattern.test(said)) return new LaunchError(sentence(folder, port));
  }
  const last = said.trim().split("\n").at(-1)?.trim() || "it said nothing";
  return new LaunchError(
    `Postgres could not be started in ${folder} (${last}): read ${folder}/postgres.log, or set HABEAS_DATABASE_URL to a server of your own.`,
  );
}

/** The message of anything thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
