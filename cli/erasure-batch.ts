import { createReadStream } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type Command, InvalidArgumentError } from "commander";
import { HabeasError } from "#lib/core/errors.ts";
import { planBatch } from "#lib/erasure/batch/plan.ts";
import { type BatchView, readBatch, readBatches } from "#lib/erasure/batch/read.ts";
import { batchReceipts } from "#lib/erasure/batch/receipt-file.ts";
import { dropBatch, haltBatch } from "#lib/erasure/batch/stop.ts";
import { type Proposal, proposeNow } from "#lib/erasure/retention/propose.ts";
import { canonicalIdentifier } from "#lib/identity/canonical.ts";
import { freshMap } from "#lib/map/current.ts";
import { tokenOf } from "#lib/vault/seal.ts";
import { exitCodes } from "./exit.ts";
import { print } from "./print.ts";

const operator = { kind: "operator" } as const;

const wholeNumber = (typed: string): number => {
  if (!/^\d{1,9}$/.test(typed)) throw new InvalidArgumentError("write the number of a batch.");
  return Number(typed);
};

function proposalLine(one: Proposal): string {
  switch (one.kind) {
    case "proposed":
      return `${one.title}: ${one.records} records of ${one.people} people have outlived their time. They are batch ${one.number}.`;
    case "waits":
      return `${one.title}: batch ${one.number} is not decided yet. Approve or drop it first.`;
    case "nothing":
      return `${one.title}: nothing has outlived its time.`;
    case "cannot":
      return `${one.title}: this kind of system cannot be looked through.`;
  }
}

const each = (typed: string, before: string[] = []): string[] => [...before, typed];

/** erasure batch: plan, list, show, drop, stop, receipts. Approving is the desk's. */
export function addBatchCommands(program: Command, erasure: Command): void {
  const json = () => program.opts<{ json: boolean }>().json;
  erasure
    .command("retention")
    .description(
      "look now for records that have outlived the map's time; two people approve what comes of it",
    )
    .option("--system <id>", "only in this system")
    .action(async (options: { system?: string }) => {
      await freshMap();
      const said = await proposeNow(operator, options.system);
      print(json(), said, said.map(proposalLine));
      if (said.some((one) => one.kind === "cannot")) process.exitCode = exitCodes.unavailable;
    });

  const batch = erasure
    .command("batch")
    .description("many people at once, by a list; two people approve it on the desk");

  batch
    .command("plan")
    .description("take a list of people in and list what their erasure would do, without changing anything")
    .argument("<file>", "CSV with the columns kind and value, or NDJSON (.ndjson) with the same two names")
    .requiredOption("--reason <text>", "why these people are erased; it is sealed")
    .option("--system <id>", "only in this system; can be given several times", each)
    .action(async (path: string, options: { reason: string; system?: string[] }) => {
      await freshMap();
      const made = await planBatch(operator, {
        list: readable(path),
        format: /\.(ndjson|jsonl)$/i.test(path) ? "ndjson" : "csv",
        reason: options.reason,
        systems: options.system ?? [],
      });
      print(json(), made, [
        `Batch ${made.number} is being planned. Look at it with: erasure batch show ${made.number}`,
      ]);
    });

  batch
    .command("list")
    .description("the newest batches")
    .action(async () => {
      const rows = await readBatches(operator);
      print(
        json(),
        rows,
        rows.map(
          (one) =>
            `${one.number}  ${one.status.padEnd(9)}  ${one.people} people  ${one.totals?.changing ?? "-"} records  ${one.madeAt.toISOString()}`,
        ),
      );
    });

  batch
    .command("show")
    .description("what a batch does, who is set aside, how far it is")
    .argument("<number>", "", wholeNumber)
    .action(async (number: number) => {
      await freshMap();
      const view = await mustHave(number);
      print(json(), view, linesOf(view));
    });

  for (const [name, act, description] of [
    ["drop", dropBatch, "give up a batch that has not begun or has stopped"],
    ["stop", haltBatch, "stop a batch that runs: no further chunk begins"],
  ] as const) {
    batch
      .command(name)
      .description(description)
      .argument("<number>", "", wholeNumber)
      .action(async (number: number) => {
        const { id } = await mustHave(number);
        await act(operator, id);
        print(json(), { id, number, done: name }, [`Batch ${number}: ${name}.`]);
      });
  }

  addReceipts(batch, json);
}

function addReceipts(batch: Command, json: () => boolean): void {
  batch
    .command("receipts")
    .description("the signed receipts of a batch that is done, one file for each person")
    .argument("<number>", "", wholeNumber)
    .requiredOption("-o, --out <folder>", "where the files are written")
    .option("--of <kind=value>", "only of whom the list calls so, as email=somebody@example.com")
    .action(async (number: number, options: { out: string; of?: string }) => {
      const { id } = await mustHave(number);
      const token = options.of === undefined ? undefined : tokenFrom(options.of);
      await mkdir(options.out, { recursive: true });
      let files = 0;
      for await (const one of batchReceipts(operator, id, token)) {
        const name = `${String(one.place + 1).padStart(6, "0")}-${one.token.toString("hex").slice(0, 16)}.json`;
        await writeFile(join(options.out, name), one.text);
        files++;
      }
      if (files === 0) throw new HabeasError("not_found", "Nobody in this batch is called so by the list.");
      print(json(), { files, folder: options.out }, [`Wrote ${files} receipts to ${options.out}.`]);
    });
}

/** A file as it is read; what cannot be opened is said in words. */
async function* readable(path: string): AsyncGenerator<Uint8Array> {
  try {
    yield* createReadStream(path);
  } catch {
    throw new HabeasError(
      "invalid",
      "The list cannot be read: there is no such file, or it may not be opened.",
    );
  }
}

function tokenFrom(typed: string): Buffer {
  const at = typed.indexOf("=");
  const kind = typed.slice(0, Math.max(at, 0));
  const value = canonicalIdentifier(kind, typed.slice(at + 1));
  if (at < 1 || value === null)
    throw new HabeasError("invalid", "Write it as kind=value, as the list does: email=somebody@example.com.");
  return tokenOf(kind, value);
}

async function mustHave(number: number): Promise<BatchView> {
  // Samples hold somebody's data: they are for the desk.
  const view = await readBatch(operator, number, { samples: false });
  if (!view) throw new HabeasError("not_found", `There is no batch ${number}.`);
  return view;
}

function linesOf(view: BatchView): string[] {
  const aside = Object.entries(view.setAside ?? {}).filter(([, count]) => count > 0);
  return [
    `Batch ${view.number}: ${view.status}${view.stoppedWhy ? ` (${view.stoppedWhy})` : ""}, as of ${view.asOf}${view.trouble ? `; ${view.trouble}` : ""}`,
    `${view.lines} lines, ${view.people} people to erase${aside.map(([why, count]) => `, ${count} ${why}`).join("")}`,
    `Hash ${view.hash ?? "-"}; approved by ${view.approvals.length} of 2; ${view.typedNumber ?? "-"} records change`,
    ...view.systems.flatMap((one) => [
      `${one.title}: ${one.outcome ?? one.state}, ${one.done} of ${one.rows} records${one.trouble ? `; ${one.trouble}` : ""}`,
      ...one.steps.map((step) =>
        `  ${step.act.padEnd(9)}  ${step.collection}  ${step.rows}  ${step.ground ?? step.why ?? ""}`.trimEnd(),
      ),
    ]),
  ];
}
