import pg from "pg";
import { asApp } from "./roles/names.ts";
import { explainConnection, refuseTooMuch } from "./roles/standing.ts";
import { takeScope } from "./roles/take.ts";
import { scopeNow } from "./scope.ts";

type Lent = (
  error: Error | undefined,
  client: pg.PoolClient | undefined,
  done: pg.PoolClient["release"],
) => void;

const wholeHouse = takeScope(null);

/**
 * A pool whose connections are `habeas_app` from their first statement on, and are looked at before they are used. Whoever
 * takes one gets it in their own scope (scope.ts), whoever had it before: a statement more only where the two differ.
 */
export class AppPool extends pg.Pool {
  readonly #taken = new WeakMap<pg.PoolClient, string>();

  constructor(url: string, settings: Omit<pg.PoolConfig, "connectionString" | "onConnect">) {
    super({ ...settings, connectionString: asApp(url), onConnect: refuseTooMuch });
  }

  override connect(): Promise<pg.PoolClient>;
  override connect(lent: Lent): void;
  override connect(lent?: Lent): Promise<pg.PoolClient> | undefined {
    const ready = this.#checkOut();
    if (!lent) return ready;
    ready.then(
      (client) => lent(undefined, client, client.release),
      (error) => lent(error, undefined, () => {}),
    );
    return undefined;
  }

  async #checkOut(): Promise<pg.PoolClient> {
    const wanted = takeScope(scopeNow());
    const client = await super.connect().catch((error: unknown) => {
      throw explainConnection(error);
    });
    if ((this.#taken.get(client) ?? wholeHouse) === wanted) return client;
    try {
      await client.query(wanted);
    } catch (error) {
      // In which scope it is nobody knows: it is not used again.
      client.release(true);
      throw error;
    }
    this.#taken.set(client, wanted);
    return client;
  }
}
