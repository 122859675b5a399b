import pg from "pg";
import { asApp } from "./roles/names.ts";
import { explainConnection, refuseTooMuch } from "./roles/standing.ts";

type Lent = (
  error: Error | undefined,
  client: pg.PoolClient | undefined,
  done: pg.PoolClient["release"],
) => void;

/** A pool whose connections are `habeas_app` from their first statement on, and are looked at before they are used. */
export class AppPool extends pg.Pool {
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
    try {
      return await super.connect();
    } catch (error) {
      throw explainConnection(error);
    }
  }
}
