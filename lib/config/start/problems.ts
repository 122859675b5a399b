import { settingProblems } from "../environment.ts";
import { unknownNames } from "./names.ts";
import { isNear } from "./near-host.ts";
import { whyNotRandom, whyWeak } from "./weak.ts";

type Env = Readonly<Record<string, string | undefined>>;

/** Settings that are secrets, with the shortest length that counts as one; 0: another rule says so. */
const secrets: Readonly<Record<string, number>> = {
  HABEAS_MASTER_KEY: 0,
  NEXTAUTH_SECRET: 32,
  HABEAS_OIDC_CLIENT_SECRET: 0,
  HABEAS_PEOPLE_CLIENT_SECRET: 0,
  HABEAS_RETURNED_MAIL_SECRET: 24,
  HABEAS_REPLY_MAIL_SECRETS: 24,
  HABEAS_STAFF_WEBHOOK_SECRETS: 24,
  HABEAS_METRICS_TOKEN: 24,
};

/** Addresses at which clouds tell machines their secrets. */
const neverReached = new Set([
  "169.254.169.254",
  "169.254.170.2",
  "100.100.100.200",
  "168.63.129.16",
  "metadata.google.internal",
]);

/**
 * Why this environment must not run a house, as `NAME: reason`; empty where it may. Names settings, never what they hold.
 */
export function startProblems(env: Env): string[] {
  return [
    ...settingProblems(env),
    ...encryption(env),
    ...secretsOf(env),
    ...signIn(env),
    ...together(env),
    ...hosts(env),
    ...surroundings(env),
    ...unknownNames(env).flatMap(({ name, meant }) =>
      meant ? [`${name}: there is no such setting; ${meant} was meant?`] : [],
    ),
  ];
}

/** Names that nobody reads and that are like none of ours: told, not refused, as a company may have its own. */
export function startWarnings(env: Env): string[] {
  return unknownNames(env).flatMap(({ name, meant }) => (meant ? [] : [`${name}: nothing here reads it`]));
}

const isSecure = (env: Env) => (env.HABEAS_ORIGIN ?? "").startsWith("https:");

function encryption(env: Env): string[] {
  const wrong: string[] = [];
  for (const name of ["HABEAS_OIDC_ISSUER", "HABEAS_STAFF_WEBHOOK", "HABEAS_STORE_ENDPOINT"]) {
    const url = addressIn(env[name]);
    if (env[name] && url === null) wrong.push(`${name}: is no address`);
    const own = name === "HABEAS_STORE_ENDPOINT" ? isNear : isHere;
    if (url?.protocol === "http:" && !own(url.hostname)) wrong.push(`${name}: must be https`);
  }
  const mail = addressIn(env.HABEAS_SMTP_URL);
  if (mail && !isNear(mail.hostname) && /ignoretls=true|rejectunauthorized=false/i.test(mail.search))
    wrong.push("HABEAS_SMTP_URL: mail would leave the house unencrypted");
  const database = addressIn(env.HABEAS_DATABASE_URL);
  const mode = database?.searchParams.get("sslmode");
  if (
    database &&
    !isNear(database.hostname) &&
    (mode === "disable" || mode === "no-verify" || mode === "allow")
  )
    wrong.push(`HABEAS_DATABASE_URL: sslmode must be verify-full for a database outside of this network`);
  if (env.NODE_TLS_REJECT_UNAUTHORIZED === "0")
    wrong.push("NODE_TLS_REJECT_UNAUTHORIZED: no certificate would be checked");
  return wrong;
}

const isHere = (host: string) => ["localhost", "127.0.0.1", "[::1]"].includes(host);

function secretsOf(env: Env): string[] {
  const wrong: string[] = [];
  const seen = new Map<string, string>();
  for (const [name, least] of Object.entries(secrets)) {
    for (const secret of (env[name] ?? "").split(",").map((one) => one.trim())) {
      if (secret === "") continue;
      const why = least === 0 ? null : whyWeak(secret, least);
      if (why) wrong.push(`${name}: ${why}`);
      const twin = seen.get(secret);
      // One client may be registered once for both sign-ins.
      if (twin && !(twin.endsWith("_CLIENT_SECRET") && name.endsWith("_CLIENT_SECRET")))
        wrong.push(`${name}: is the same as ${twin}`);
      seen.set(secret, name);
    }
  }
  const key = Buffer.from(env.HABEAS_MASTER_KEY ?? "", "base64");
  const why = key.length === 32 ? whyNotRandom(key) : null;
  if (why) wrong.push(`HABEAS_MASTER_KEY: ${why}; make one with openssl rand -base64 32`);
  for (const pair of (env.HABEAS_SIGNAL_KEYS ?? "").split(",").filter((one) => one.trim() !== "")) {
    const bytes = Buffer.from(pair.slice(pair.indexOf("=") + 1), "base64");
    if (!/^\s*[^=\s]+=/.test(pair) || bytes.length < 32 || whyNotRandom(bytes))
      wrong.push("HABEAS_SIGNAL_KEYS: each must be a host, =, and at least 32 random bytes in base64");
  }
  return wrong;
}

/** What signs staff in is whole or not there at all. */
function signIn(env: Env): string[] {
  const names = [
    "HABEAS_OIDC_ISSUER",
    "HABEAS_OIDC_CLIENT_ID",
    "HABEAS_OIDC_CLIENT_SECRET",
    "NEXTAUTH_SECRET",
  ];
  const people = ["HABEAS_PEOPLE_ISSUER", "HABEAS_PEOPLE_CLIENT_ID", "HABEAS_PEOPLE_CLIENT_SECRET"];
  return [
    ...(env.HABEAS_OIDC_ISSUER || env.HABEAS_OIDC_CLIENT_ID
      ? missing(env, names, "the sign-in of staff")
      : []),
    ...(people.some((name) => env[name]) ? missing(env, people, "the sign-in of people") : []),
  ];
}

const missing = (env: Env, names: readonly string[], what: string) =>
  names.filter((name) => !env[name]).map((name) => `${name}: is missing, and ${what} needs it`);

function together(env: Env): string[] {
  const wrong: string[] = [];
  const needs = (name: string, other: string) => {
    if (env[name] && !env[other]) wrong.push(`${other}: is missing, and ${name} needs it`);
  };
  needs("HABEAS_REPLY_ADDRESS", "HABEAS_REPLY_MAIL_SECRETS");
  needs("HABEAS_STAFF_WEBHOOK", "HABEAS_STAFF_WEBHOOK_SECRETS");
  if (isSecure(env) && env.HABEAS_STAGE_URL)
    wrong.push("HABEAS_STAGE_URL: is for the demo on this machine only");
  return wrong;
}

function hosts(env: Env): string[] {
  return ["HABEAS_INTERNAL_HOSTS", "HABEAS_UPLOAD_HOSTS", "HABEAS_CLAMAV"].flatMap((name) =>
    (env[name] ?? "")
      .split(",")
      .map((one) => one.trim())
      .filter((one) => one !== "")
      .flatMap((one) => {
        const host = /^(\[[0-9a-f:.]+\]|[a-z0-9._-]+):([1-9][0-9]{0,4})$/i.exec(one);
        if (!host || Number(host[2]) > 65_535) return [`${name}: each must be host:port`];
        return neverReached.has((host[1] ?? "").toLowerCase())
          ? [`${name}: holds an address at which a cloud tells secrets`]
          : [];
      }),
  );
}

function surroundings(env: Env): string[] {
  const wrong: string[] = [];
  const levels = ["trace", "debug", "info", "warn", "error", "fatal", "silent"];
  if (env.HABEAS_LOG !== undefined && !levels.includes(env.HABEAS_LOG))
    wrong.push(`HABEAS_LOG: must be one of ${levels.join(", ")}`);
  if (!isSecure(env)) return wrong;
  if (env.NODE_ENV !== undefined && env.NODE_ENV !== "production")
    wrong.push("NODE_ENV: must be production where the origin is https");
  if (/--inspect/.test(env.NODE_OPTIONS ?? "")) wrong.push("NODE_OPTIONS: opens a debugger");
  if (env.NODE_DEBUG) wrong.push("NODE_DEBUG: writes what passes through into the log");
  return wrong;
}

function addressIn(text: string | undefined): URL | null {
  return text !== undefined && URL.canParse(text) ? new URL(text) : null;
}
