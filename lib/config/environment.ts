import { z } from "zod";
import { HabeasError } from "#lib/core/errors.ts";

const key = z.string().refine((text) => Buffer.from(text, "base64").length === 32, {
  error: "must be 32 random bytes in base64",
});
/** A setting that is there and empty is not set. */
const unset = (text: unknown) => (text === "" ? undefined : text);
/** A service that wraps keys, and which key of it. */
const keyService = z
  .string()
  .regex(
    /^(aws-kms:arn:[a-z-]+:kms:[a-z0-9-]+:\d{12}:(key|alias)\/[A-Za-z0-9/_-]+|vault-transit:https?:\/\/[^/\s]+(\/[A-Za-z0-9_-]+){2,})$/,
    { error: "must be aws-kms:<key arn> or vault-transit:<address>/<mount>/<key>" },
  );
const seconds = (standard: number) => z.coerce.number().positive().default(standard);

/** A list by commas. */
const list = z
  .string()
  .default("")
  .transform((text) => partsOf(text));
const day = z.iso.date();

const loopback = new Set(["localhost", "127.0.0.1", "[::1]"]);
/** What is no address at all is named as that by the check before. */
const encryptedOrHere = (text: string) =>
  text.startsWith("https:") || !URL.canParse(text) || loopback.has(new URL(text).hostname);

const settings = z.object({
  HABEAS_DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }),
  /**
   * Only the origin counts: a slash or path behind it would end up in the middle of every link. Without https
   * cookies are not safe, so plain http is for this machine only.
   */
  HABEAS_ORIGIN: z
    .url({ protocol: /^https?$/ })
    .refine(encryptedOrHere, {
      error: "must be https, or an address of this machine",
    })
    .transform((text) => (URL.canParse(text) ? new URL(text).origin : text)),
  /** What wraps the house's root key: exactly one of these three. */
  HABEAS_MASTER_KEY: z.preprocess(unset, key.optional()),
  /** A file that holds such a key and that nobody but its owner can read. */
  HABEAS_MASTER_KEY_FILE: z.preprocess(unset, z.string().optional()),
  HABEAS_KEY: z.preprocess(unset, keyService.optional()),
  /** With which Vault lets us in, where it keeps the key. */
  HABEAS_VAULT_TOKEN: z.preprocess(unset, z.string().optional()),
  /** What wrapped the root key until now, given once when another takes its place: a key, `file:<path>`, or a service. */
  HABEAS_OLD_KEY: z.preprocess(unset, z.union([key, z.string().startsWith("file:"), keyService]).optional()),
  /**
   * A file on another machine's disk to which is added whose data was destroyed, so that a backup that is put back does
   * not bring it back.
   */
  HABEAS_LEDGER: z.preprocess(unset, z.string().optional()),
  HABEAS_MAP: z.string().min(1),
  /** A folder, or `s3://bucket/prefix`. */
  HABEAS_STORE: z
    .string()
    .min(1)
    .refine(
      (text) => !text.startsWith("s3:") || /^s3:\/\/[a-z0-9.-]{3,63}(\/[A-Za-z0-9._/-]*)?$/.test(text),
      {
        error: "must be a folder, or s3://bucket/prefix",
      },
    ),
  /** Where the store's bucket is served, if it is not Amazon. */
  HABEAS_STORE_ENDPOINT: z.url({ protocol: /^https?$/ }).optional(),
  /** The company's own login for people, by OpenID Connect: https, or an address of this machine. */
  HABEAS_PEOPLE_ISSUER: z
    .url({ protocol: /^https?$/ })
    .refine(encryptedOrHere, {
      error: "must be https, or an address of this machine",
    })
    .optional(),
  HABEAS_PEOPLE_CLIENT_ID: z.string().min(1).optional(),
  HABEAS_PEOPLE_CLIENT_SECRET: z.string().min(1).optional(),
  /** `yes` where that login makes sure itself whose a mailbox is: then a verified address of it counts as proven. */
  HABEAS_PEOPLE_TRUST_EMAIL: z.enum(["yes", "no"]).default("no"),
  /** The claim that tells a number of the company, and which kind of identifier that is in the map. */
  HABEAS_PEOPLE_NUMBER_CLAIM: z.string().optional(),
  HABEAS_PEOPLE_NUMBER_KIND: z.string().default("customer_number"),
  HABEAS_SMTP_URL: z.url({ protocol: /^smtps?$/ }).optional(),
  HABEAS_MAIL_FROM: z.email().default("privacy@localhost.localdomain"),
  /** What the program of our return path shows when it hands on a mail that came back; without it nothing is taken. */
  HABEAS_RETURNED_MAIL_SECRET: z.string().min(24).optional(),
  /**
   * The mailbox to which people answer: with `+` and the thread's own letters before the `@`. Without it answers by mail
   * go to the company's address, as before.
   */
  HABEAS_REPLY_ADDRESS: z
    .email()
    .refine((text) => !text.includes("+"), { error: "must have no + of its own" })
    .transform((text) => text.toLowerCase())
    .optional(),
  /** With which the program of that mailbox signs each mail that it hands on; two while one takes the other's place. */
  HABEAS_REPLY_MAIL_SECRETS: list.pipe(z.array(z.string().min(24)).max(2)),
  /** Where a chat room of staff is told what needs them, by messages signed as Standard Webhooks wants it. */
  HABEAS_STAFF_WEBHOOK: z.url({ protocol: /^https?$/ }).optional(),
  /** With which those messages are signed: `whsec_` and base64, or a text; two while one takes the other's place. */
  HABEAS_STAFF_WEBHOOK_SECRETS: list.pipe(z.array(z.string().min(24)).max(2)),
  HABEAS_INTERNAL_HOSTS: z.string().default(""),
  HABEAS_STAGE_URL: z.url().optional(),
  /** A file (YAML) that says what the groups of the company's sign-in may do at the desk. */
  HABEAS_STAFF_GROUPS: z.string().min(1).optional(),
  /** Minutes after a sign-in in which legal acts ask for no further one; 0: they never do. */
  HABEAS_STEP_UP_MINUTES: z.coerce.number().nonnegative().max(480).default(60),
  /** How long a worker owns a piece of work without a sign of life, in seconds. */
  HABEAS_LEASE_SECONDS: seconds(15),
  /** How long a process that is told to stop may take to finish what it has in hand, in seconds. */
  HABEAS_DRAIN_SECONDS: seconds(25),
  /** With which a collector of figures asks for /api/metrics; without it there is no such page. */
  HABEAS_METRICS_TOKEN: z.string().min(24).optional(),
  /** Where traces are sent by OTLP over http, such as http://collector:4318/v1/traces; without it there are none. */
  HABEAS_OTLP_URL: z.url({ protocol: /^https?$/ }).optional(),
  /** Longest pause between two tries at a system in trouble, in seconds. */
  HABEAS_RETRY_CEILING_SECONDS: seconds(300),
  /** Hours between the second approval of an erasure and its beginning, in which it can still be taken back. */
  HABEAS_ERASURE_WAIT_HOURS: z.coerce.number().nonnegative().max(2160).default(72),
  /** Days for which what an erasure removed is kept, encrypted apart, so that it can be put back; 0: it is not kept. */
  HABEAS_ERASURE_UNDO_DAYS: z.coerce
    .number({ error: "must be a whole number of days from 0 (off) to 90" })
    .int({ error: "must be a whole number of days from 0 (off) to 90" })
    .min(0, { error: "must be 0 (off) or a number of days to come" })
    .max(90, { error: "must be at most 90: what is kept longer is not erased" })
    .default(0),
  /** Whether what has outlived its time by the map is looked for every night, and proposed for two people to approve. */
  HABEAS_RETENTION_RUNS: z.enum(["off", "nightly"]).default("off"),
  /** Months for which it is remembered, by keyed hashes only, who was erased, so that what comes back is found. */
  HABEAS_ERASED_MONTHS: z.coerce.number().int().min(1).max(120).default(24),
  /** Days between telling a person that their restriction ends and its end, in which they can answer. */
  HABEAS_RESTRICTION_NOTICE_DAYS: z.coerce.number().nonnegative().max(365).default(7),
  /** Codes that one mailbox gets in an hour, over all requests filed for it; three times as many in a day. */
  HABEAS_CODES_PER_HOUR: z.coerce.number().int().positive().default(10),
  /** Requests in ten minutes after which a form is sent only for work of the browser, or after a minute. */
  HABEAS_FILINGS_BEFORE_EFFORT: z.coerce.number().int().positive().default(600),
  /** The header in which our own proxy says who connects; without it nobody's part of the network is counted. */
  HABEAS_ADDRESS_HEADER: z
    .string()
    .regex(/^[a-z][a-z0-9-]{0,60}$/, { error: "must be the name of a header in small letters" })
    .optional(),
  /** Codes that may be typed wrongly in ten minutes, by everybody together; then only the links in mails work until the ten minutes are over. */
  HABEAS_CODE_TRIES: z.coerce.number().int().positive().default(500),
  /** Where checkpoints of the log are kept off this machine: `file:/path`, only ever added to, or an address. */
  HABEAS_WITNESS: z
    .string()
    .regex(/^(file:\/[^?#]+|https?:\/\/\S+)$/, {
      error: "must be file:/path or an address that begins with https",
    })
    .optional(),
  /** With which checkpoints to an address are signed, as Standard Webhooks wants it; two while one takes the other's place. */
  HABEAS_WITNESS_SECRETS: list.pipe(z.array(z.string().min(24)).max(2)),
  /** Keys of the log from before another master key or another name: checkpoints that they signed are still believed. */
  HABEAS_LOG_OLD_KEYS: list.pipe(
    z.array(
      z.string().regex(/^[^\s+]+\+[0-9a-f]{8}\+[A-Za-z0-9+/]{44}$/, {
        error: "must be a key of the log, as it was published",
      }),
    ),
  ),
  /** An authority that stamps the time on a checkpoint each hour (RFC 3161). */
  HABEAS_TIMESTAMP_URL: z.url({ protocol: /^https?$/ }).optional(),
  /** The days on which keys that sign bundles began, the oldest first: a further day is a further key, from then on. */
  HABEAS_BUNDLE_KEY_DAYS: list
    .pipe(z.array(day))
    .refine((days) => days.every((one, i) => i === 0 || one > (days[i - 1] ?? "")), {
      error: "must be days, the oldest first",
    }),
  /** Keys from before another master key, as `<public key>=<from>..<until>`: copies that they signed can still be checked. */
  HABEAS_BUNDLE_OLD_KEYS: list.pipe(
    z.array(
      z
        .string()
        .regex(/^RW[A-Za-z0-9+/]{54}=\d{4}-\d{2}-\d{2}\.\.\d{4}-\d{2}-\d{2}$/, {
          error: "must be a public key of minisign, =, and two days with .. between",
        })
        .transform((text) => ({ line: text.slice(0, 56), from: text.slice(57, 67), until: text.slice(69) })),
    ),
  ),
});

const keepers = ["HABEAS_MASTER_KEY", "HABEAS_MASTER_KEY_FILE", "HABEAS_KEY"] as const;

const schema = settings.superRefine((read, context) => {
  const issue = (name: string, message: string) =>
    context.addIssue({ code: "custom", path: [name], message });
  const given = keepers.filter((name) => read[name] !== undefined);
  if (given.length === 0) issue("HABEAS_MASTER_KEY", `is not set, nor is another of ${keepers.join(", ")}`);
  for (const name of given.slice(1)) issue(name, `only one of ${keepers.join(", ")} may be set`);
  const vaults = [read.HABEAS_KEY, read.HABEAS_OLD_KEY].some((one) => one?.startsWith("vault-transit:"));
  if (vaults && read.HABEAS_VAULT_TOKEN === undefined)
    issue("HABEAS_VAULT_TOKEN", "is not set, and Vault lets nobody in without one");
});

export type Environment = z.output<typeof schema>;

let read: Environment | undefined;

/** The names of the settings that are read here. */
export const settingNames = (): string[] => Object.keys(schema.shape);

/** What is wrong with each setting of an environment, as `NAME: reason`, and never its value. */
export function settingProblems(env: Readonly<Record<string, string | undefined>>): string[] {
  const result = schema.safeParse(env);
  if (result.success) return [];
  return result.error.issues.map(({ path, message }) => {
    const name = String(path[0]);
    return `${name}: ${env[name] === undefined ? "is missing" : message}`;
  });
}

/**
 * The settings of this process, read once. Names every wrong or missing variable and never its value.
 * Throws HabeasError `unavailable`.
 */
export function environment(): Environment {
  if (read) return read;
  const result = schema.safeParse(process.env);
  if (!result.success) {
    const wrong = result.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`).join("; ");
    throw new HabeasError("unavailable", `The configuration is not complete. ${wrong}`);
  }
  read = result.data;
  return read;
}

/**
 * The host:port pairs that outbound calls may reach although they are not public. Needs no other setting, because a
 * map is also checked on machines where no house is.
 */
export function internalHosts(): string[] {
  return listIn("HABEAS_INTERNAL_HOSTS");
}

/**
 * The host:port pairs to which a person's file may be sent although they are not public or not https. Apart from
 * `internalHosts`: a stranger names these addresses, and must not reach the company's own systems by them.
 */
export function uploadHosts(): string[] {
  return listIn("HABEAS_UPLOAD_HOSTS");
}

/**
 * The company's websites that may pass on a browser's signal, each with its key: `shop.example.com=<base64>`, by commas.
 * A key of less than 32 bytes is none.
 */
export function signalKeys(): ReadonlyMap<string, Buffer> {
  const pairs = listIn("HABEAS_SIGNAL_KEYS").flatMap((one): [string, Buffer][] => {
    const at = one.indexOf("=");
    const key = Buffer.from(one.slice(at + 1), "base64");
    return at > 0 && key.length >= 32 ? [[one.slice(0, at), key]] : [];
  });
  return new Map(pairs);
}

/** The folders of this machine whose files a system registered on the desk may name; none unless the operator says so. */
export function deskFolders(): string[] {
  return listIn("HABEAS_DESK_FOLDERS");
}

function listIn(name: string): string[] {
  return partsOf(process.env[name] ?? "");
}

function partsOf(text: string): string[] {
  return text
    .split(",")
    .map((one) => one.trim())
    .filter((one) => one !== "");
}
