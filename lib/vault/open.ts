import { sql } from "drizzle-orm";
import { vaultRoot } from "#drizzle/schema/vault.ts";
import { HabeasError } from "#lib/core/errors.ts";
import { log } from "#lib/core/log.ts";
import { database } from "#lib/db/database.ts";
import { chosenKeeper } from "./keeper/chosen.ts";
import { held, type RootKey } from "./key-ring.ts";
import { makeFirstRoot, rootRows, unwrapRoot } from "./root.ts";

/** Seconds between two looks for keys that other processes made or retired. */
const refreshEvery = 10;
const triesAtKeeper = 3;

let timer: NodeJS.Timeout | undefined;
let looking: Promise<void> | undefined;

/**
 * Opens the keys of this process, and keeps them as the database has them from then on. Each process calls it once when
 * it starts; until it has worked, nothing can be sealed or opened there. Throws HabeasError `unavailable` where the keeper
 * does not answer or the settings do not fit; there is no other key to fall back on.
 */
export async function openVault({ refreshSeconds = refreshEvery } = {}): Promise<void> {
  const here = held();
  if (here.state !== "open") here.state = "pending";
  // A process that opens another house, a test say, forgets the one before.
  delete here.ring;
  here.derived.clear();
  try {
    await look();
  } catch (error) {
    here.why = error;
    throw error;
  }
  here.lookAgain = () => void refresh();
  clearInterval(timer);
  timer = setInterval(() => void refresh(), refreshSeconds * 1000);
  timer.unref();
}

/**
 * The same for a process that must answer at once: it says that it is not ready for as long as the keys cannot be opened,
 * and tries until they can.
 */
export async function openVaultOrTryOn(retrySeconds = 2): Promise<void> {
  try {
    await openVault();
  } catch (error) {
    log.warn({ err: error }, "the keys cannot be opened yet; it is tried again");
    setTimeout(() => void openVaultOrTryOn(retrySeconds), retrySeconds * 1000).unref();
  }
}

/** True where this process can seal and open; false while its keeper or database is silent. */
export const vaultIsOpen = (): boolean => held().ring !== undefined;

/** Stops looking for other keys, for the end of a process or of a test. */
export async function closeVault(): Promise<void> {
  clearInterval(timer);
  timer = undefined;
  delete held().lookAgain;
  await looking;
}

/** Reads the keys anew; what fails is tried again at the next look, and the keys at hand stay. */
export async function refresh(): Promise<void> {
  try {
    await look();
  } catch (error) {
    log.warn({ err: error }, "the keys could not be read anew");
  }
}

function look(): Promise<void> {
  looking ??= readKeys().finally(() => {
    looking = undefined;
  });
  return looking;
}

async function readKeys(): Promise<void> {
  const chosen = chosenKeeper();
  if ((await rootRows(database())).length === 0) await patient(() => makeFirstRoot(chosen));
  const rows = await database()
    .select({ row: vaultRoot, inUse: sql<boolean>`${vaultRoot.usedFrom} <= now()` })
    .from(vaultRoot)
    .orderBy(vaultRoot.number);
  const here = held();
  const keys = new Map<string, RootKey>();
  for (const { row } of rows) {
    // Of a retired key nothing is left; of the first one, what tokens and signatures come from.
    if (row.wrapped === null) continue;
    const known = here.ring?.keys.get(row.id);
    const same = known && "secret" in known.material === (row.retiredAt === null);
    keys.set(row.id, same ? known : await patient(() => unwrapRoot(row, chosen)));
  }
  const first = [...keys.values()].find(({ number }) => number === 0);
  const sealing = rows.findLast(({ row, inUse }) => inUse && row.closedAt === null);
  const current = sealing && keys.get(sealing.row.id);
  if (!first || !current) throw new HabeasError("unavailable", "The root key of this house is not there.");
  if ([...(here.ring?.keys.keys() ?? [])].some((id) => !keys.has(id))) here.derived.clear();
  here.ring = { keys, current, first };
  here.state = "open";
}

/** A keeper that is silent for a moment does not fail a start. */
async function patient<T>(ask: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await ask();
    } catch (error) {
      if (tries === triesAtKeeper) throw error;
      await new Promise((resolve) => setTimeout(resolve, 200 * 2 ** tries));
    }
  }
}
