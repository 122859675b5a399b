import { join } from "node:path";

/** Where each thing lies inside a demo's folder. */
export type Places = {
  postgres: string;
  newsletter: string;
  support: string;
  /** What is wrong with the support desk at the moment; read by it on every call. */
  supportTrouble: string;
  visits: string;
  loyalty: string;
  mail: string;
  store: string;
  secrets: string;
  loginKeys: string;
  /** The product's settings while the world runs, for the command line. */
  environment: string;
  lock: string;
  logs: string;
};

/** The layout of a demo's folder: everything the demo makes is in it. */
export function placesIn(folder: string): Places {
  return {
    postgres: join(folder, "postgres"),
    newsletter: join(folder, "newsletter", "newsletter.sqlite"),
    support: join(folder, "support", "support.sqlite"),
    supportTrouble: join(folder, "support", "trouble.json"),
    visits: join(folder, "visits"),
    loyalty: join(folder, "share", "loyalty-cards.csv"),
    mail: join(folder, "mail"),
    store: join(folder, "store"),
    secrets: join(folder, "secrets.json"),
    loginKeys: join(folder, "login-keys.json"),
    environment: join(folder, "environment.json"),
    lock: join(folder, "running.json"),
    logs: join(folder, "logs"),
  };
}
