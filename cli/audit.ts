import { once } from "node:events";
import { createWriteStream } from "node:fs";
import { finished } from "node:stream/promises";
import { type Command, InvalidArgumentError } from "commander";
import { logKeys } from "#lib/audit/log/checkpoint.ts";
import { wholeLog } from "#lib/audit/log/export.ts";
import { verifyAudit } from "#lib/audit/verify.ts";
import { HabeasError } from "#lib/core/errors.ts";
import { database } from "#lib/db/database.ts";
import { proofsOfEvent } from "#lib/request/log-proofs.ts";
import { verify } from "../verifier/main.ts";
import { addKeepCommands } from "./audit-keep.ts";
import { exitCodes } from "./exit.ts";
import { print } from "./print.ts";

const operator = { kind: "operator" } as const;
const several = (one: string, before: string[]) => [...before, one];

/** audit: verify, export, prove, checkpoint, accept-restore, key. */
export function addAuditCommands(program: Command): void {
  const json = () => program.opts<{ json: boolean }>().json;
  const audit = program.command("audit").description("the log of what happened");

  audit
    .command("verify")
    .description("recompute every chain of the log and name the first bad entry")
    .option("--export <file>", "check an exported log instead, as anybody can do without a house")
    .option("--key <key>", "with --export: a key of the log; without it, this house's own", several, [])
    .option("--checkpoint <file>", "with --export: a checkpoint that was kept elsewhere", several, [])
    .option("--witness <file>", "with --export: the file of a witness", several, [])
    .action(async (options: Exported & { export?: string }) => {
      if (options.export !== undefined) {
        const words = wordsOf(options.export, options, json());
        process.exitCode = await verify(words, (text) => process.stdout.write(text));
        return;
      }
      const verdict = await verifyAudit(database());
      const sentence = verdict.whole
        ? `The log is whole: ${verdict.events} events in ${verdict.chains} chains.`
        : `The log is NOT whole: chain ${verdict.chain}, event ${verdict.position}: ${verdict.fault}.`;
      print(json(), verdict, [sentence]);
      if (!verdict.whole) process.exitCode = exitCodes.failed;
    });

  audit
    .command("export")
    .description("the whole log as a file that anybody can check with verifier/main.ts")
    .option("--out <file>", "a file instead of the terminal")
    .action(async (options: { out?: string }) => {
      const out = options.out === undefined ? process.stdout : createWriteStream(options.out);
      for await (const piece of wholeLog()) if (!out.write(piece)) await once(out, "drain");
      if (options.out === undefined) return;
      out.end();
      await finished(out);
      print(json(), { file: options.out }, [`Wrote ${options.out}.`]);
    });

  audit
    .command("prove")
    .description("a proof that one event is in the signed log")
    .argument("<reference>", "of the request, or: house")
    .argument("<event>", "its number in the request's log, or the SHA-256 of its receipt", eventTyped)
    .action(async (reference: string, event: { position: number } | { holds: string }) => {
      const { proofs, waiting } = await proofsOfEvent(operator, reference, event);
      const [proof] = proofs;
      if (proof) return print(true, proof, []);
      if (waiting === 0) throw new HabeasError("not_found", "There is no such event.");
      throw new HabeasError(
        "conflict",
        "The event waits for the next checkpoint. Try again in a few minutes.",
      );
    });

  addKeepCommands(audit, json);

  audit
    .command("key")
    .description("the public keys of this house's log, to publish; the first one signs now")
    .action(() => print(json(), { keys: logKeys() }, logKeys()));
}

type Exported = { key: string[]; checkpoint: string[]; witness: string[] };

function wordsOf(file: string, { key, checkpoint, witness }: Exported, json: boolean): string[] {
  return [
    file,
    ...(key.length > 0 ? key : logKeys()).flatMap((one) => ["--key", one]),
    ...checkpoint.flatMap((one) => ["--checkpoint", one]),
    ...witness.flatMap((one) => ["--witness", one]),
    ...(json ? ["--json"] : []),
  ];
}

function eventTyped(typed: string): { position: number } | { holds: string } {
  if (/^[0-9a-f]{64}$/.test(typed)) return { holds: typed };
  if (/^[1-9]\d{0,9}$/.test(typed)) return { position: Number(typed) };
  throw new InvalidArgumentError("it is a number, or 64 digits of a SHA-256.");
}
