export type HealthState = "well" | "slow" | "broken";
export type Unit = "seconds" | "milliseconds" | "count" | "megabytes";

/** What is looked at: what it means, from where on it is slow or broken, and what to do then. */
type Known = {
  title: string;
  unit: Unit;
  /** From this value on it is slow, or broken; `falls`: from this value downwards. */
  slow: number;
  broken: number;
  falls?: true;
  means: string;
  todo: string;
};

/** Every check of the house's health, the most pressing first. The one table of limits: page, metrics and alerts read it. */
export const knownChecks = {
  database: {
    title: "Database",
    unit: "milliseconds",
    slow: 250,
    broken: 5000,
    means: "How long the database takes to answer the shortest question.",
    todo: "Look whether Postgres runs, has room on its disk, and is not short of connections.",
  },
  schema: {
    title: "Version of the database",
    unit: "count",
    slow: 1,
    broken: 1,
    means: "How many migrations the database lacks, or how many too many it has for this version.",
    todo: "Run: npm run -s habeas -- db migrate. If the database is newer, start the newer version of Habeas.",
  },
  workers: {
    title: "Workers",
    unit: "count",
    slow: 0,
    broken: 0,
    falls: true,
    means: "Workers that gave a sign of life in the last 20 seconds and take work.",
    todo: "Start a worker: npm run worker. While none runs, nothing is collected and no mail is sent.",
  },
  clock_sweep: {
    title: "Clocks",
    unit: "seconds",
    slow: 150,
    broken: 300,
    means: "How long ago the deadlines of all requests were last looked at.",
    todo: "Look at the log of the worker. Until this is well, nobody is warned of a deadline.",
  },
  queue: {
    title: "Work that waits",
    unit: "seconds",
    slow: 60,
    broken: 600,
    means: "How long the oldest piece of work has been due and nobody has begun it.",
    todo: "Start more workers, or look at the log of those that run.",
  },
  mail: {
    title: "Mail",
    unit: "seconds",
    slow: 180,
    broken: 1800,
    means: "How long the oldest mail has waited to be sent.",
    todo: "Look whether the mail server at HABEAS_SMTP_URL takes mails. Nothing is lost; each is tried again.",
  },
  systems: {
    title: "Systems",
    unit: "count",
    slow: 1,
    broken: 1,
    means: "Systems whose last three conversations all failed.",
    todo: "Open the system and test it. Its tasks wait and go on by themselves once it answers.",
  },
  opt_outs: {
    title: "Opt-outs",
    unit: "count",
    slow: 1,
    broken: 1,
    means: "Systems in which a test opt-out did not arrive.",
    todo: "Open Alerts: it says in which system, and where on the way.",
  },
  log: {
    title: "Log",
    unit: "seconds",
    slow: 900,
    broken: 3600,
    means:
      "How long the oldest event of the log has waited for a signed checkpoint, and whether its witness agrees.",
    todo: "Run: npm run -s habeas -- audit verify. If the witness knows more than the database, an older backup was restored.",
  },
  keys: {
    title: "Keys",
    unit: "milliseconds",
    slow: 1000,
    broken: 10_000,
    means: "How long it takes to seal a word and open it again.",
    todo: "Look whether the keeper of the keys answers, and whether HABEAS_MASTER_KEY is the one of this house.",
  },
  store: {
    title: "Store",
    unit: "milliseconds",
    slow: 2000,
    broken: 15_000,
    means: "How long it takes to write a small file where bundles lie, to read it and to remove it.",
    todo: "Look at the rights of HABEAS_STORE and whether it can be reached.",
  },
  disk: {
    title: "Room on the disk",
    unit: "megabytes",
    slow: 2048,
    broken: 256,
    falls: true,
    means: "What is free where bundles lie. A bucket is not counted.",
    todo: "Make room. What cannot be written is tried again; nothing is lost.",
  },
  clock_drift: {
    title: "Clock of this machine",
    unit: "milliseconds",
    slow: 500,
    broken: 2000,
    means: "How far the clock of this machine is from that of the database, by which all times are kept.",
    todo: "Let both machines set their clocks by NTP.",
  },
  housekeeping: {
    title: "What is deleted on schedule",
    unit: "seconds",
    slow: 1800,
    broken: 7200,
    means: "How long ago everything that has served was last looked for and deleted.",
    todo: "Look at the log of the worker: it names what failed.",
  },
} as const satisfies Record<string, Known>;

export type CheckName = keyof typeof knownChecks;

/** What was found: a value, and, where that is not all, how it stands and which sentence says it. */
export type Found = { name: CheckName; value: number | null; state?: HealthState; words?: string };

export type HealthCheck = Found & {
  state: HealthState;
  title: string;
  unit: Unit;
  /** The value from which on it is broken. */
  limit: number;
  /** Since when it stands so, as the workers saw it. */
  since: Date | null;
  means: string;
  todo: string;
};

/** How a value stands by the limits; nothing found is broken. */
function judged(name: CheckName, value: number | null): HealthState {
  const { slow, broken, falls }: Known = knownChecks[name];
  if (value === null) return "broken";
  const past = (limit: number) => (falls ? value <= limit : value >= limit);
  return past(broken) ? "broken" : past(slow) ? "slow" : "well";
}

/** A finding with everything that is said of it. */
export function checkOf(found: Found, since: Date | null): HealthCheck {
  const { title, unit, broken, means, todo } = knownChecks[found.name];
  const state = found.state ?? judged(found.name, found.value);
  return { ...found, state, title, unit, limit: broken, since, means, todo };
}

/** The worst of them. */
export function worst(states: readonly HealthState[]): HealthState {
  return states.includes("broken") ? "broken" : states.includes("slow") ? "slow" : "well";
}
