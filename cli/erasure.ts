import { readFileSync, writeFileSync } from "node:fs";
import { type Command, InvalidArgumentError } from "commander";
import { HabeasError } from "#lib/core/errors.ts";
import { isBatchReceipt, verifyBatchReceipt } from "#lib/erasure/batch/receipt-file.ts";
import { replayBatches } from "#lib/erasure/batch/replay.ts";
import { erasureCertificate, verifyCertificate } from "#lib/erasure/certificate.ts";
import { placeHold, readHolds } from "#lib/erasure/holds.ts";
import { planErasure } from "#lib/erasure/plan.ts";
import { type ErasureView, readErasure, readRetained } from "#lib/erasure/read.ts";
import { replayErasures } from "#lib/erasure/replay.ts";
import { dropErasure, stopErasure } from "#lib/erasure/stop.ts";
import { freshMap } from "#lib/map/current.ts";
import { receiptKey } from "#lib/vault/sign.ts";
import { addAfterwards } from "./erasure-afterwards.ts";
import { addBatchCommands } from "./erasure-batch.ts";
import { exitCodes } from "./exit.ts";
import { print } from "./print.ts";

const operator = { kind: "operator" } as const;

const instant = (typed: string): Date => {
  const at = new Date(typed);
  if (Number.isNaN(at.getTime())) throw new InvalidArgumentError("write it as 2026-05-01T12:00:00Z.");
  return at;
};

/** erasure: plan, show, drop, stop, retained, hold, holds, certificate, verify, key, replay, undo, sweep, was-erased. Approving is the desk's. */
export function addErasureCommands(program: Command): void {
  const json = () => program.opts<{ json: boolean }>().json;
  const erasure = program
    .command("erasure")
    .description("erasures: their plans, what stays, receipts; two people approve them on the desk");

  erasure
    .command("plan")
    .description("list what an erasure would do, in every system, without changing anything there")
    .argument("<reference>")
    .action(async (reference: string) => {
      await freshMap();
      const id = await planErasure(operator, reference);
      print(json(), { id }, ["The plan is being made. Look at it with: erasure show"]);
    });

  erasure
    .command("show")
    .description("the newest erasure of a request: what goes, what stays, how far it is")
    .argument("<reference>")
    .action(async (reference: string) => {
      await freshMap();
      const view = await mustHave(reference);
      // Samples hold somebody's data: they are for the desk.
      const systems = view.systems.map((one) => ({
        ...one,
        steps: one.steps.map(({ samples: _, ...step }) => step),
      }));
      print(json(), { ...view, systems }, linesOf(view));
    });

  for (const [name, act, description] of [
    ["drop", dropErasure, "give up a plan that has not begun or has stopped"],
    ["stop", stopErasure, "stop an erasure that runs: no further chunk begins"],
  ] as const) {
    erasure
      .command(name)
      .description(description)
      .argument("<reference>")
      .action(async (reference: string) => {
        const { id, number } = await mustHave(reference);
        await act(operator, id);
        print(json(), { id, number, done: name }, [`Erasure ${number}: ${name}.`]);
      });
  }

  erasure
    .command("retained")
    .description("what stays of the person of a request, on which ground and until when")
    .argument("<reference>")
    .action(async (reference: string) => {
      const rows = await readRetained(operator, reference);
      print(
        json(),
        rows,
        rows.map(
          (one) =>
            `${one.state}  ${one.systemId}.${one.collection}  ${one.rows}  until ${one.until ?? "-"}  ${one.ground}`,
        ),
      );
    });

  erasure
    .command("hold")
    .description("forbid the erasure of a person, or of one dossier, until a day")
    .argument("<reference>")
    .requiredOption("--reason <text>", "why; it is sealed")
    .requiredOption("--until <day>", "the last day, as YYYY-MM-DD")
    .option("--dossier", "only what this dossier asks, not the person")
    .action(async (reference: string, options: { reason: string; until: string; dossier?: true }) => {
      const id = await placeHold(operator, reference, {
        on: options.dossier ? "dossier" : "person",
        reason: options.reason,
        until: options.until,
      });
      print(json(), { id }, [`The hold stands until ${options.until}. It is lifted on the desk.`]);
    });

  erasure
    .command("holds")
    .description("the holds on the person and the dossier of a request")
    .argument("<reference>")
    .action(async (reference: string) => {
      const rows = await readHolds(operator, reference);
      print(
        json(),
        rows,
        rows.map(
          (one) => `${one.active ? "holds " : "ended "}  ${one.on}  until ${one.until}  ${one.reason}`,
        ),
      );
    });

  addProofs(program, erasure);
  addAfterwards(program, erasure);
  addBatchCommands(program, erasure);
}

function addProofs(program: Command, erasure: Command): void {
  const json = () => program.opts<{ json: boolean }>().json;

  erasure
    .command("certificate")
    .description("the signed certificate of an erasure that is done")
    .argument("<reference>")
    .option("--out <file>", "a file instead of the terminal")
    .action(async (reference: string, options: { out?: string }) => {
      const text = await erasureCertificate(operator, reference);
      if (options.out === undefined) process.stdout.write(text);
      else {
        writeFileSync(options.out, text);
        print(json(), { file: options.out }, [`Wrote ${options.out}.`]);
      }
    });

  erasure
    .command("verify")
    .description("check a certificate, or a receipt of a batch, on any machine and without a house")
    .argument("<file>")
    .option("--key <file>", "the public key that the company publishes; without it, the one in the file")
    .action((file: string, options: { key?: string }) => {
      const key = options.key === undefined ? undefined : readFileSync(options.key, "utf8");
      const text = readFileSync(file, "utf8");
      const verdict = isBatchReceipt(text)
        ? { ...verifyBatchReceipt(text, key), receipts: 1 }
        : verifyCertificate(text, key);
      print(json(), verdict, [
        verdict.valid ? `Whole: ${verdict.receipts} receipts. ${verdict.why}` : `NOT valid. ${verdict.why}`,
      ]);
      if (!verdict.valid) process.exitCode = exitCodes.refused;
    });

  erasure
    .command("key")
    .description("the public key of this house's receipts, to publish")
    .action(() => {
      const key = receiptKey();
      print(json(), key, [key.publicKey.trimEnd()]);
    });

  erasure
    .command("replay")
    .description("run erasures again in systems that were restored from a backup")
    .requiredOption("--since <instant>", "all that were proven since then: the time of the backup", instant)
    .option("--system <id>", "only in this system")
    .action(async (options: { since: Date; system?: string }) => {
      await freshMap();
      const rows = [
        ...(await replayErasures(operator, options)),
        ...(await replayBatches(operator, options)),
      ];
      print(
        json(),
        rows,
        rows.map(
          (one) =>
            `${one.result.padEnd(13)}  ${one.reference}  ${one.system}  ${one.changed} changed  ${one.note}`,
        ),
      );
      if (rows.some((one) => one.result !== "clean")) process.exitCode = exitCodes.unavailable;
    });
}

async function mustHave(reference: string): Promise<ErasureView> {
  const view = await readErasure(operator, reference);
  if (!view) throw new HabeasError("not_found", "There is no plan of erasure for this request.");
  return view;
}

function undoWords({ undo, noUndo }: ErasureView["systems"][number]): string {
  if (undo?.state === "open") return `; can be put back until ${undo.untilDay}`;
  return noUndo === null ? "" : `; cannot be put back: ${noUndo}`;
}

const linesOf = (view: ErasureView): string[] => [
  `Erasure ${view.number}: ${view.state}${view.stoppedWhy ? ` (${view.stoppedWhy})` : ""}, as of ${view.asOf}`,
  `Hash ${view.hash ?? "-"}; approved by ${view.approvals.length} of 2`,
  ...view.systems.flatMap((one) => [
    `${one.title}: ${one.outcome ?? one.state}, ${one.done} of ${one.rows} records${one.trouble ? `; ${one.trouble}` : ""}${undoWords(one)}`,
    ...one.steps.map((step) =>
      `  ${step.act.padEnd(9)}  ${step.collection}  ${step.rows}  ${step.ground ?? step.why ?? ""}`.trimEnd(),
    ),
  ]),
];
