import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";

/** Where the programs of a MariaDB server are on this machine. */
export type MariadbPrograms = { server: string; install: string; client: string | undefined };

/** Said by every test that is skipped because there is no server. */
export const noMariadb = "no MariaDB server on this machine (Debian: apt-get install mariadb-server)";

/** The MariaDB server on the path or in the usual folders of a system's services; undefined where there is none. */
export function findMariadb(
  environment: Readonly<Record<string, string | undefined>> = process.env,
): MariadbPrograms | undefined {
  const folders = [
    ...(environment.PATH ?? "").split(delimiter).filter((folder) => folder !== ""),
    ...["/usr/sbin", "/usr/local/sbin", "/usr/local/bin", "/opt/homebrew/bin"],
  ];
  const find = (name: string) => folders.map((folder) => join(folder, name)).find(isProgram);
  const [server, install] = [find("mariadbd"), find("mariadb-install-db")];
  return server && install ? { server, install, client: find("mariadb") } : undefined;
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
