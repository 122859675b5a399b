import pg from "pg";
import { environment } from "#lib/config/environment.ts";
import { log } from "#lib/core/log.ts";
import { asApp } from "./roles/names.ts";
import { keepingScope } from "./scope.ts";

type Tell = (payload: string) => void;

/** Milliseconds before a lost connection is tried again. */
const again = 2_000;

const listeners = new Map<string, Set<Tell>>();
let client: pg.Client | undefined;
let opening: Promise<void> | undefined;

function tellAll(channel: string, payload: string): void {
  for (const tell of listeners.get(channel) ?? []) tell(payload);
}

async function open(): Promise<void> {
  const fresh = new pg.Client({
    connectionString: asApp(environment().HABEAS_DATABASE_URL),
    connectionTimeoutMillis: 5_000,
    keepAlive: true,
    application_name: "habeas-listen",
  });
  fresh.on("notification", ({ channel, payload = "" }) => tellAll(channel, payload));
  const lost = () => {
    if (client === fresh) {
      client = undefined;
      fresh.end().catch(() => {});
      log.warn("the connection that listens was lost");
      setTimeout(() => void connect(), again).unref();
    }
  };
  fresh.on("error", lost);
  fresh.on("end", lost);
  await fresh.connect();
  client = fresh;
  for (const channel of listeners.keys()) await fresh.query(`listen ${pg.escapeIdentifier(channel)}`);
}

/** Opens the connection where somebody listens and it is not open. Never throws: it is tried again. */
function connect(): Promise<void> {
  if (client || listeners.size === 0) return Promise.resolve();
  opening ??= open()
    .catch((error) => {
      log.warn({ err: error }, "nothing can be listened to yet");
      setTimeout(() => void connect(), again).unref();
    })
    .finally(() => {
      opening = undefined;
    });
  return opening;
}

/**
 * Calls `told`, in the scope of who listens, with what the database notifies on a channel, over one connection for the whole process. What is told while
 * the connection is away is missed. Answers how to stop; when nobody listens any more the connection is closed.
 */
export async function listenTo(channel: string, told: Tell): Promise<() => Promise<void>> {
  const tell = keepingScope(told);
  const known = listeners.get(channel);
  if (known) known.add(tell);
  else listeners.set(channel, new Set([tell]));
  await connect();
  if (!known && client) await client.query(`listen ${pg.escapeIdentifier(channel)}`);
  return async () => {
    const left = listeners.get(channel);
    left?.delete(tell);
    if (left?.size === 0) listeners.delete(channel);
    if (listeners.size > 0) return;
    const closing = client;
    client = undefined;
    await closing?.end().catch(() => {});
  };
}
