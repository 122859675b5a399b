import { fileURLToPath } from "node:url";
import type { Places } from "#demo/places.ts";
import type { SeedTarget } from "#demo/seed/seed.ts";
import { ledgerReader, shopReader } from "#demo/seed/seed.ts";
import { asRole } from "./databases.ts";
import type { Ports } from "./ports.ts";
import type { Secrets } from "./secrets.ts";

/** Addresses of a world, for people and for tests. */
export type Urls = {
  portal: string;
  stage: string;
  mail: string;
  oidc: string;
  support: string;
  smtp: string;
  /** Administrators' connection strings: for tests and "look inside", never for the product. */
  databases: { habeas: string; shop: string; ledger: string };
};

/** Browsers and the login provider know us as "localhost"; machines talk to the address itself. */
export function urlsOf(ports: Ports, target: SeedTarget): Urls {
  return {
    portal: `http://localhost:${ports.portal}`,
    stage: `http://localhost:${ports.stage}`,
    mail: `http://127.0.0.1:${ports.mail}`,
    oidc: `http://localhost:${ports.login}`,
    support: `http://127.0.0.1:${ports.support}`,
    smtp: `smtp://127.0.0.1:${ports.smtp}`,
    databases: {
      habeas: target.url(`${target.prefix}habeas`),
      shop: target.url(`${target.prefix}larkspur_shop`),
      ledger: target.url(`${target.prefix}larkspur_ledger`),
    },
  };
}

/** What the surroundings may give to our processes: nothing that could change what they do. */
function surroundings(): Record<string, string> {
  const passed = ["PATH", "HOME", "TMPDIR", "TEMP", "TMP", "LANG", "SystemRoot", "NEXT_DIST_DIR"];
  return Object.fromEntries(
    passed.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]])),
  );
}

/** The mailbox to which people answer. */
const answerAddress = "answers@larkspur.example";

/** What the product is told: exactly what an operator would write, and nothing that only a demo has. */
export function productEnvironment(world: {
  urls: Urls;
  places: Places;
  target: SeedTarget;
  secrets: Secrets;
  habeasUrl: string;
  fast: boolean;
}): Record<string, string> {
  const { urls, places, target, secrets } = world;
  const shop = shopReader(target);
  const ledger = ledgerReader(target);
  return {
    ...surroundings(),
    NODE_ENV: "production",
    HABEAS_DATABASE_URL: world.habeasUrl,
    HABEAS_ORIGIN: urls.portal,
    HABEAS_MASTER_KEY: secrets.masterKey,
    HABEAS_MAP: fileURLToPath(new URL("../larkspur.yaml", import.meta.url)),
    HABEAS_STORE: places.store,
    HABEAS_SMTP_URL: urls.smtp,
    HABEAS_MAIL_FROM: "privacy@larkspur.example",
    HABEAS_REPLY_ADDRESS: answerAddress,
    HABEAS_REPLY_MAIL_SECRETS: secrets.answerBox,
    HABEAS_OIDC_ISSUER: urls.oidc,
    HABEAS_OIDC_CLIENT_ID: "habeas-desk",
    HABEAS_OIDC_CLIENT_SECRET: secrets.loginClient,
    HABEAS_STAFF_GROUPS: fileURLToPath(new URL("../staff/groups.yaml", import.meta.url)),
    HABEAS_PEOPLE_ISSUER: urls.oidc,
    HABEAS_PEOPLE_CLIENT_ID: "habeas-portal",
    HABEAS_PEOPLE_CLIENT_SECRET: secrets.loginClient,
    // Larkspur's login makes sure of every mailbox, and knows the customer's number.
    HABEAS_PEOPLE_TRUST_EMAIL: "yes",
    HABEAS_PEOPLE_NUMBER_CLAIM: "customer_number",
    NEXTAUTH_SECRET: secrets.sessionSecret,
    HABEAS_STAGE_URL: urls.stage,
    // Nobody who tries the demo waits three days.
    HABEAS_ERASURE_WAIT_HOURS: "0",
    // All on this machine, so that each can also be registered anew at the desk.
    HABEAS_INTERNAL_HOSTS: [urls.support, urls.databases.shop, urls.databases.ledger]
      .map((url) => new URL(url).host)
      .join(","),
    LARKSPUR_SHOP_URL: asRole(urls.databases.shop, shop.role, shop.password),
    LARKSPUR_LEDGER_URL: asRole(urls.databases.ledger, ledger.role, ledger.password),
    LARKSPUR_SUPPORT_URL: urls.support,
    LARKSPUR_SUPPORT_CLIENT_ID: "habeas",
    LARKSPUR_SUPPORT_CLIENT_SECRET: secrets.supportClient,
    LARKSPUR_NEWSLETTER_FILE: places.newsletter,
    LARKSPUR_VISITS_FOLDER: places.visits,
    ...(world.fast
      ? { HABEAS_LEASE_SECONDS: "5", HABEAS_RETRY_CEILING_SECONDS: "5", HABEAS_CODES_PER_HOUR: "500" }
      : {}),
  };
}

/** What each of the company's own processes is told, besides the ordinary surroundings. */
export function companyEnvironment(world: {
  urls: Urls;
  places: Places;
  ports: Ports;
  secrets: Secrets;
  folder: string;
}): Record<"support" | "mail" | "login" | "stage", Record<string, string>> {
  const { urls, places, ports, secrets } = world;
  const base = surroundings();
  return {
    support: {
      ...base,
      LARKSPUR_SUPPORT_PORT: String(ports.support),
      LARKSPUR_SUPPORT_FILE: places.support,
      LARKSPUR_SUPPORT_TROUBLE: places.supportTrouble,
      LARKSPUR_SUPPORT_CLIENT_ID: "habeas",
      LARKSPUR_SUPPORT_CLIENT_SECRET: secrets.supportClient,
    },
    mail: {
      ...base,
      LARKSPUR_MAIL_FOLDER: places.mail,
      LARKSPUR_MAIL_PORT: String(ports.mail),
      LARKSPUR_SMTP_PORT: String(ports.smtp),
      LARKSPUR_ANSWER_ADDRESS: answerAddress,
      LARKSPUR_ANSWER_SECRET: secrets.answerBox,
      HABEAS_ORIGIN: urls.portal,
    },
    login: {
      ...base,
      LARKSPUR_LOGIN_PORT: String(ports.login),
      LARKSPUR_LOGIN_KEYS: places.loginKeys,
      HABEAS_OIDC_ISSUER: urls.oidc,
      HABEAS_OIDC_CLIENT_ID: "habeas-desk",
      HABEAS_OIDC_CLIENT_SECRET: secrets.loginClient,
      HABEAS_PEOPLE_CLIENT_ID: "habeas-portal",
      HABEAS_PEOPLE_CLIENT_SECRET: secrets.loginClient,
      HABEAS_ORIGIN: urls.portal,
    },
    stage: {
      ...base,
      LARKSPUR_STAGE_PORT: String(ports.stage),
      LARKSPUR_FOLDER: world.folder,
      LARKSPUR_PORTAL_URL: urls.portal,
      LARKSPUR_MAIL_URL: urls.mail,
      LARKSPUR_SHOP_ADMIN_URL: urls.databases.shop,
      LARKSPUR_LEDGER_ADMIN_URL: urls.databases.ledger,
    },
  };
}
