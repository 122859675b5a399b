import { AsyncLocalStorage } from "node:async_hooks";
import { subscribe } from "node:diagnostics_channel";
import { HabeasError } from "#lib/core/errors.ts";

/** Of which requests whatever runs now may know: of these brands and places (null: of all), and of those that name this member of staff. */
export type Within = {
  brands: readonly string[] | null;
  places: readonly string[] | null;
  staffId: string;
};

/** What one request to the portal has found out about itself by now; null: it may know of the whole house. */
type Holder = { within: Within | null };

const name = Symbol.for("habeas.scope");
const shared = globalThis as typeof globalThis & { [name]?: AsyncLocalStorage<Holder> };

/** One for the process: the framework's bundler may load this file more than once. */
shared[name] ??= new AsyncLocalStorage<Holder>();
const store = shared[name];

const begin = () => store.enterWith({ within: null });
let opening = false;

/**
 * From now on each HTTP request to this process finds out for itself of what it may know, and tells nobody else. Called
 * once when the portal starts, before it answers anybody.
 */
export function scopeEachRequest(): void {
  if (opening) return;
  opening = true;
  subscribe("http.server.request.start", begin);
}

/**
 * From here to the end of what runs now, the database shows nothing beyond this scope, whatever is asked. Throws
 * HabeasError `unavailable` where nothing was begun that could hold it: then nothing may be shown.
 */
export function narrowTo(within: Within): void {
  const holder = store.getStore();
  if (!holder) throw new HabeasError("unavailable", "What may be seen here cannot be limited.");
  holder.within = within;
}

/** A query of drizzle begins when it is first waited for: that must happen in the scope as well. */
function begun<T>(holder: Holder, work: () => Promise<T>): Promise<T> {
  return store.run(holder, async () => await work());
}

/** Does work of which the database shows nothing beyond a scope. */
export function inScope<T>(within: Within, work: () => Promise<T>): Promise<T> {
  return begun({ within }, work);
}

/**
 * Does work that concerns the whole house although who asks may know of a part of it only. Every call says why; what the
 * work answers must be fit for who asks.
 */
export function wholeHouse<T>(work: () => Promise<T>): Promise<T> {
  return begun({ within: null }, work);
}

/** The scope of what runs now; null: the whole house. */
export function scopeNow(): Within | null {
  return store.getStore()?.within ?? null;
}

/** The same function, run always in the scope of who made it and never of who calls. */
export function keepingScope<Rest extends unknown[]>(call: (...rest: Rest) => void): (...rest: Rest) => void {
  return AsyncLocalStorage.bind(call);
}
