import { choosePostgres } from "./choose.ts";
import { type Launch, launchPostgres } from "./launch.ts";

/** A Postgres server to work with, whoever runs it. `pid` is there only when we started it. */
export type OpenPostgres = {
  source: "given" | "embedded" | "system";
  pid?: number;
  url(database: string): string;
  stop(): Promise<void>;
};

/** Connects to the server named by `HABEAS_DATABASE_URL`, or launches one. @throws LaunchError */
export async function openPostgres(launch: Launch): Promise<OpenPostgres> {
  const choice = choosePostgres();
  if (choice.kind === "launched") return launchPostgres({ ...launch, binaries: choice.binaries });
  return { source: "given", url: (database) => onServer(choice.url, database), stop: async () => {} };
}

/** The same server and account, another database. */
export function onServer(url: string, database: string): string {
  const changed = new URL(url);
  changed.pathname = `/${encodeURIComponent(database)}`;
  return changed.href;
}
