import { createWriteStream } from "node:fs";
import { rename, rm } from "node:fs/promises";
import { pipeline } from "node:stream/promises";
import type { Command } from "commander";
import { openHandover } from "#lib/bundle/handover.ts";
import { releaseRequest } from "#lib/bundle/release.ts";
import { HabeasError } from "#lib/core/errors.ts";
import { readRequestFile } from "#lib/fanout/file-view.ts";
import { misfit } from "#lib/health/fit.ts";
import { drain } from "#lib/worker/drain.ts";
import { startWorker } from "#lib/worker/worker.ts";
import { print } from "./print.ts";

const operator = { kind: "operator" } as const;

/** run, worker, release, bundle: what the company does. */
export function addWorkCommands(program: Command): void {
  const json = () => program.opts<{ json: boolean }>().json;

  program
    .command("run")
    .description("do all work that is due, then stop")
    .action(async () => {
      const result = await drain();
      print(json(), result, [
        `Done: ${result.done}. Waiting for a person, another system's answer or a later try: ${result.waiting}.`,
      ]);
    });

  program
    .command("worker")
    .description("work until stopped with Ctrl-C")
    .action(async () => {
      const fit = await misfit();
      if (fit) throw new HabeasError("unavailable", fit.why);
      let why: string | undefined;
      let end = () => {};
      const worker = await startWorker((unfit) => {
        why = unfit;
        end();
      });
      process.stderr.write("The worker is ready. Stop it with Ctrl-C.\n");
      await new Promise<void>((resolve) => {
        end = resolve;
        for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => resolve());
      });
      await worker.stop();
      if (why !== undefined) throw new HabeasError("unavailable", why);
    });

  program
    .command("release")
    .description("release the answer to the person")
    .argument("<reference>")
    .option("--partly", "send what is here; the request stays open and the rest follows", false)
    .action(async (reference: string, options: { partly: boolean }) => {
      const { version, blocking, may } = await readRequestFile(operator, reference);
      if (!options.partly && !may.release && blocking.length > 0)
        throw new HabeasError("conflict", blocking.join(" "));
      await releaseRequest(operator, reference, { version, partly: options.partly });
      print(json(), { reference, released: true, partly: options.partly }, [`${reference} is released.`]);
    });

  program
    .command("bundle")
    .description("write a finished bundle to a file")
    .argument("<reference>")
    .requiredOption("--out <file>", "where to write the zip")
    .option("--number <number>", "which bundle, the newest by default")
    .action(async (reference: string, options: { out: string; number?: string }) => {
      const { bundles } = await readRequestFile(operator, reference);
      const newest = bundles.find((one) => one.state === "ready");
      const number = options.number ? Number(options.number) : newest?.number;
      if (number === undefined || !Number.isInteger(number)) {
        throw new HabeasError("conflict", "No bundle is ready yet. Look with: habeas status");
      }
      const opened = await openHandover(operator, reference, number);
      if (opened.kind !== "file") throw new HabeasError("forbidden", "This bundle cannot be opened.");
      const partial = `${options.out}.part`;
      try {
        await pipeline(opened.open(), createWriteStream(partial, { mode: 0o600 }));
        await rename(partial, options.out);
      } catch (error) {
        await rm(partial, { force: true });
        throw error;
      }
      print(json(), { reference, number, file: options.out, bytes: opened.bytes, sha256: opened.sha256 }, [
        `Wrote ${options.out} (${opened.bytes} bytes, SHA-256 ${opened.sha256}).`,
      ]);
    });
}
