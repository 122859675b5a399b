import { randomBytes } from "node:crypto";
import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";

/** What this world's processes keep from each other. Made once for each folder, at random. */
export type Secrets = {
  masterKey: string;
  sessionSecret: string;
  loginClient: string;
  supportClient: string;
  /** With which the mailbox for answers signs what it hands on. */
  answerBox: string;
  habeasDatabase: string;
  shopReader: string;
  ledgerReader: string;
};

/** The folder's secrets, made when they are missing; readable by this user only. */
export function secretsIn(file: string): Secrets {
  const before = existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as Partial<Secrets>) : {};
  const word = (): string => randomBytes(24).toString("base64url");
  const made: Secrets = {
    masterKey: randomBytes(32).toString("base64"),
    sessionSecret: word(),
    loginClient: word(),
    supportClient: word(),
    habeasDatabase: word(),
    shopReader: word(),
    ledgerReader: word(),
    answerBox: word(),
    // What an older world had stays; what it did not know is new.
    ...before,
  };
  writeFileSync(`${file}.new`, JSON.stringify(made), { mode: 0o600 });
  renameSync(`${file}.new`, file);
  return made;
}
