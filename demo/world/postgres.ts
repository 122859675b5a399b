import { type LaunchedPostgres, launchPostgres, testSettings } from "#workshop/postgres/launch.ts";
import { onServer } from "#workshop/postgres/open.ts";

/** The database server of a world: one that we start, or one that somebody else runs. */
export type Server = {
  given: boolean;
  url(database: string): string;
  readonly pid: number | undefined;
  start(): Promise<void>;
  stop(): Promise<void>;
  kill9(): Promise<void>;
};

const gentle = { max_connections: "120" };

/** A server on `folder`, restarted by itself when it dies and `restart` is true. Or the given one, left alone. */
export async function serverFor(wanted: {
  folder: string;
  given: string | undefined;
  fast: boolean;
  restart: boolean;
  notice: (line: string) => void;
}): Promise<Server> {
  const { given } = wanted;
  if (given !== undefined) {
    const idle = async (): Promise<void> => {};
    return {
      given: true,
      url: (database) => onServer(given, database),
      pid: undefined,
      start: idle,
      stop: idle,
      kill9: idle,
    };
  }
  const settings = wanted.fast ? testSettings : gentle;
  let running: LaunchedPostgres | undefined;
  let needed = true;
  // Everybody holds connection strings with this port, so a restart takes the same one.
  let port: number | undefined;
  let url: LaunchedPostgres["url"] = () => "";

  const start = async (): Promise<void> => {
    if (running !== undefined) return;
    needed = true;
    const launched = await launchPostgres({
      folder: wanted.folder,
      settings,
      ...(port === undefined ? {} : { port }),
    });
    running = launched;
    port = launched.port;
    url = launched.url;
    void launched.ended.then(async (how) => {
      if (running === launched) running = undefined;
      if (!needed || !wanted.restart) return;
      wanted.notice(`Postgres has ended (${how}) and is started again.`);
      await start().catch((error: Error) => wanted.notice(error.message));
    });
  };

  await start();
  return {
    given: false,
    url: (database) => url(database),
    get pid() {
      return running?.pid;
    },
    start,
    stop: async () => {
      needed = false;
      await running?.stop();
      running = undefined;
    },
    kill9: async () => {
      needed = false;
      const victim = running;
      if (victim === undefined) return;
      process.kill(victim.pid, "SIGKILL");
      await victim.ended;
      running = undefined;
    },
  };
}
