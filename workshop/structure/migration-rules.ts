/**
 * Tables that may hold very many rows: a statement that rewrites one of them, looks through it under a lock, or builds an
 * index on it in the ordinary way keeps everybody from filing a request meanwhile.
 */
const large = [
  "alert",
  "attachment",
  "audit_chain",
  "audit_event",
  "audit_leaf",
  "audit_node",
  "bundle",
  "challenge",
  "clock",
  "clock_change",
  "decision",
  "dossier",
  "erased_token",
  "finding",
  "found_key",
  "identifier",
  "mail_thread",
  "message",
  "notice",
  "person_session",
  "proof",
  "queue_standing",
  "request",
  "request_key",
  "request_law",
  "request_note",
  "request_record",
  "request_span",
  "task",
];

/** A migration that breaks a rule for a good reason: its name, and the reason. */
export type Excuses = Readonly<Record<string, string>>;

type Rule = { says: RegExp; but?: RegExp; why: string };

/** `$T` stands for the name of a large table. */
const rules: readonly Rule[] = [
  {
    says: /^create\s+(?:unique\s+)?index\s+(?!concurrently).*\son\s+(?:only\s+)?$T\b/,
    why: "builds an index while nobody can write: use CREATE INDEX CONCURRENTLY IF NOT EXISTS in a file of its own that begins with -- outside a transaction",
  },
  {
    says: /^alter\s+table\s+(?:only\s+)?$T\b.*\badd\s+(?:column\s+)?.*\bdefault\s+.*(?:random|uuid|clock_timestamp|nextval|gen_)/,
    why: "writes every row anew: add the column without a default, and fill it in pages",
  },
  {
    says: /^alter\s+table\s+(?:only\s+)?$T\b.*\badd\s+(?:column\s+)?.*\bgenerated\s+always\s+as\b.*\bstored\b/,
    why: "writes every row anew",
  },
  {
    says: /^alter\s+table\s+(?:only\s+)?$T\b.*\balter\s+(?:column\s+)?.*\b(?:set\s+data\s+)?type\b/,
    why: "writes every row anew: add a column, fill it, and let the next version use it",
  },
  {
    says: /^alter\s+table\s+(?:only\s+)?$T\b.*\badd\s+(?:constraint\s+\S+\s+)?(?:check|foreign\s+key)\b/,
    but: /\bnot\s+valid\b/,
    why: "looks through the table under a lock: add it NOT VALID, and VALIDATE CONSTRAINT in the next migration",
  },
  {
    says: /^alter\s+table\s+(?:only\s+)?$T\b.*\badd\s+(?:constraint\s+\S+\s+)?(?:unique|primary\s+key|exclude)\b/,
    but: /\busing\s+index\b/,
    why: "builds an index while nobody can write: build it concurrently, and add the constraint USING INDEX",
  },
  {
    says: /^alter\s+table\s+(?:only\s+)?$T\b.*\bset\s+not\s+null\b/,
    why: "looks through the table under a lock: add a CHECK NOT VALID, validate it, and then set it",
  },
  {
    says: /^(?:update|delete\s+from)\s+(?:only\s+)?$T\b/,
    why: "holds rows until the migration ends: do it in pages, by the worker",
  },
  { says: /^(?:vacuum\s+full|cluster|truncate|lock)\b.*\b$T\b/, why: "locks the table" },
];

/** One statement as it is looked at: no comments, no quotes round names, one space, and no bodies of functions. */
function plain(statement: string): string {
  return statement
    .replace(/\$(\w*)\$.*?\$\1\$/gs, "$$$$")
    .replace(/--[^\n]*/g, " ")
    .replace(/\/\*.*?\*\//gs, " ")
    .replace(/"(?:public"\.")?(\w+)"/g, "$1")
    .replace(/\bpublic\./g, "")
    .replace(/\s+/g, " ")
    .trim()
    .toLowerCase();
}

/** The statements of a migration, split where neither a quote nor a body of a function is open. */
export function statementsOf(sql: string): string[] {
  return sql
    .split("--> statement-breakpoint")
    .flatMap((part) => plain(part).split(";"))
    .map((one) => one.trim())
    .filter((one) => one !== "");
}

/**
 * What in a migration would block intake at many rows, as sentences. Tables that the same file makes are empty yet, and may
 * be treated as it likes.
 */
export function blocking(sql: string): string[] {
  const statements = statementsOf(sql);
  const fresh = statements.flatMap((one) => /^create table (?:if not exists )?(\w+)/.exec(one)?.[1] ?? []);
  const named = large.filter((table) => !fresh.includes(table));
  return statements.flatMap((one) =>
    rules.flatMap(({ says, but, why }) => {
      if (but?.test(one)) return [];
      const hit = new RegExp(says.source.replaceAll("$T", `(?:${named.join("|")})`)).test(one);
      return hit ? [`${one.slice(0, 90)}: ${why}`] : [];
    }),
  );
}
