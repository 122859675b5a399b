import { hkdfSync } from "node:crypto";
import { readFileSync, statSync } from "node:fs";
import { HabeasError } from "#lib/core/errors.ts";
import { keyIdOf, openWith, sealWith } from "../cipher.ts";
import type { KeyKeeper } from "./keeper.ts";

/** A keeper that is nothing but 32 bytes: from the environment, or from a file. */
export function localKeeper(master: Buffer): KeyKeeper {
  const key = Buffer.from(hkdfSync("sha256", master, "", "habeas/keeper", 32));
  return {
    id: `local:${keyIdOf(key)}`,
    wrap: async (text, context) => sealWith(key, context, text),
    unwrap: async (wrapped, context) => {
      try {
        return openWith(key, context, wrapped);
      } catch {
        throw new HabeasError("unavailable", "The root key does not open with the master key that is set.");
      }
    },
  };
}

/**
 * The 32 bytes that a file holds in base64. Throws HabeasError `unavailable` where the file is not there, holds anything
 * else, or can be read by others than its owner.
 */
export function keyInFile(path: string): Buffer {
  const refuse = (why: string) => new HabeasError("unavailable", `HABEAS_MASTER_KEY_FILE: the file ${why}.`);
  let text: string;
  try {
    const stat = statSync(path);
    if (!stat.isFile()) throw refuse("is no file");
    if ((stat.mode & 0o077) !== 0) throw refuse("can be read by others than its owner: chmod 600 it");
    text = readFileSync(path, "utf8").trim();
  } catch (error) {
    if (error instanceof HabeasError) throw error;
    throw refuse("cannot be read");
  }
  const key = Buffer.from(text, "base64");
  if (key.length !== 32) throw refuse("must hold 32 random bytes in base64");
  return key;
}
