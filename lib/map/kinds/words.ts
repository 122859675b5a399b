/** A kind of system in plain words, for somebody who is about to connect one. */
export type KindWords = { title: string; about: string; needs: string };

const known: Record<string, KindWords> = {
  postgres: {
    title: "Postgres database",
    about: "Tables in PostgreSQL. Habeas reads them itself, in one look at one moment.",
    needs: "Its server, its database, and an account that can only read. We write the grant for it.",
  },
  mariadb: {
    title: "MariaDB database",
    about: "Tables in MariaDB. Habeas reads them itself.",
    needs: "Its server, its database, and an account that can only read. We write the grant for it.",
  },
  sqlite: {
    title: "SQLite file",
    about: "A database that is one file on the machine that runs Habeas.",
    needs: "The path of the file, readable by Habeas.",
  },
  http: {
    title: "HTTP API",
    about: "A service that is asked over https and answers JSON: a helpdesk, a shop, a newsletter.",
    needs: "Its address and a token or client that can only read. How it is asked is written as text.",
  },
  files: {
    title: "Folder or bucket of files",
    about: "CSV, JSON or Parquet files: nightly exports, logs, lists.",
    needs: "A folder that Habeas can read, or a bucket that speaks S3 and a key for it.",
  },
  ldap: {
    title: "LDAP directory",
    about: "A directory of people: accounts, groups, telephone lists.",
    needs: "Its server, the base, and an account that can only search.",
  },
  webhook: {
    title: "Own system, by our protocol",
    about: "A system of your own that answers our small signed messages.",
    needs: "Its address, and a secret that both sides know.",
  },
  human: {
    title: "A person who answers",
    about: "No machine can be asked. Its owner gets a mail with a link, and answers there.",
    needs: "Who is asked, and the question. No account is needed.",
  },
};

/** What a kind is in words; one that is new here is called by its connector's own title. */
export function wordsOfKind(id: string, title: string): KindWords {
  return known[id] ?? { title, about: `Connected by ${title}.`, needs: "What its settings ask for." };
}

const labels: Record<string, string> = {
  url: "Address",
  "url.host": "Server",
  "url.port": "Port",
  "url.database": "Database",
  "url.user": "Account",
  "url.password": "Password",
  schema: "Schema",
  tls: "Encryption",
  ca: "Certificate of an authority of your own (PEM)",
  connect_seconds: "Seconds to wait for a connection",
  statement_seconds: "Seconds for one search",
  collect_seconds: "Seconds for reading one collection",
  file: "Path of the file",
  busy_seconds: "Seconds to wait for a writer",
  folder: "Folder",
  format: "Format of the files",
  base_url: "Address of the API",
  "auth.kind": "How Habeas signs in",
  "auth.token": "Token",
  "auth.username": "Account",
  "auth.password": "Password",
  "auth.client_id": "Client",
  "auth.client_secret": "Client secret",
  "auth.refresh_token": "Refresh token",
  "auth.token_url": "Address of the token endpoint",
  "auth.headers.name": "Header",
  "auth.headers.value": "Its value",
  headers: "Headers of every request",
  requests_per_second: "Most requests in a second",
  secrets: "Shared secret",
  "ask.name": "Name of who is asked",
  "ask.email": "Mail address of who is asked",
  "ask.title": "Title of the question",
  "ask.question": "The question",
  accepts: "What they answer with",
  "bucket.name": "Bucket: name",
  "bucket.access_key_id": "Bucket: key id",
  "bucket.secret_access_key": "Bucket: secret key",
};

const hints: Record<string, string> = {
  "url.host": "As Habeas reaches it: db.example.com",
  tls: "Encrypted and verified, unless the database is on the same machine.",
  headers: "One a line, as Name: value. No secrets here.",
  "ask.question": "It must not name the person: that stands beside it, by itself.",
  secrets: "At least 24 characters.",
};

/** The label of a setting: known words, or its name in words. */
export function labelOf(name: string): string {
  const known = labels[name];
  if (known) return known;
  const words = name.replaceAll(".", ": ").replaceAll("_", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}

export function hintOf(name: string): string {
  return hints[name] ?? "";
}
