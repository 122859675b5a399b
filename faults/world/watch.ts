import { setTimeout as wait } from "node:timers/promises";
import type { Journal } from "./journal.ts";

/** How a request stands, read past all of our code. */
export type Seen = {
  id: string;
  status: string;
  found: number;
  bundle: number | null;
  erasure: { id: string; state: string; hash: string; first: string | null; resumable: boolean } | null;
};

const standing = `
  select r.id, r.status,
    (select count(*)::int from task t where t.request_id = r.id and t.outcome = 'found') as found,
    (select max(b.number) from bundle b where b.request_id = r.id and b.state = 'settled') as bundle,
    (select jsonb_build_object('id', e.id, 'state', e.state, 'hash', encode(e.hash, 'hex'), 'first', e.first_by,
        'resumable', coalesce(e.stopped_why, '') not in ('changed', 'remains', 'approver_revoked', 'map_changed'))
      from erasure e where e.request_id = r.id order by e.number desc limit 1) as erasure
  from request r where r.id = any($1)`;

/** Looks at the requests of a case a few times a second, and writes down whatever changed. */
export class Watch {
  readonly #ask: (text: string, values: readonly unknown[]) => Promise<Seen[]>;
  readonly #journal: Journal;
  readonly #seen = new Map<string, Seen>();
  #wanted: () => readonly string[] = () => [];
  #going = true;
  #done: Promise<void> = Promise.resolve();

  constructor(ask: (text: string, values: readonly unknown[]) => Promise<Seen[]>, journal: Journal) {
    this.#ask = ask;
    this.#journal = journal;
  }

  start(wanted: () => readonly string[]): void {
    this.#wanted = wanted;
    this.#done = this.#watch();
  }

  see(id: string): Seen | undefined {
    return this.#seen.get(id);
  }

  async #watch(): Promise<void> {
    while (this.#going) {
      const ids = this.#wanted();
      if (ids.length > 0) {
        for (const one of await this.#ask(standing, [ids]).catch(() => [])) this.#note(one);
      }
      await wait(80);
    }
  }

  #note(one: Seen): void {
    const before = this.#seen.get(one.id);
    this.#seen.set(one.id, one);
    if (before?.status === one.status && before.erasure?.state === one.erasure?.state) return;
    const erasure = one.erasure && `${one.erasure.id} ${one.erasure.state}`;
    this.#journal.stood({ requestId: one.id, status: one.status, erasure, at: Date.now() });
  }

  async stop(): Promise<void> {
    this.#going = false;
    await this.#done;
  }
}
