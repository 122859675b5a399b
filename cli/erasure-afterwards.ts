import { text } from "node:stream/consumers";
import type { Command } from "commander";
import { readCameBack, sweepNow } from "#lib/erasure/sweep/all.ts";
import { wasErased } from "#lib/erasure/sweep/decide.ts";
import { undoable, undoErasure } from "#lib/erasure/undo/ask.ts";
import { freshMap } from "#lib/map/current.ts";
import { exitCodes } from "./exit.ts";
import { print } from "./print.ts";

const operator = { kind: "operator" } as const;

/** erasure: undo, sweep, was-erased. */
export function addAfterwards(program: Command, erasure: Command): void {
  const json = () => program.opts<{ json: boolean }>().json;

  erasure
    .command("undo")
    .description("put back what an erasure of a request removed, while that is kept")
    .argument("<reference>")
    .requiredOption("--reason <text>", "why; it is sealed")
    .action(async (reference: string, options: { reason: string }) => {
      await freshMap();
      const id = await undoable(operator, reference);
      const systems = await undoErasure(operator, id, options.reason);
      print(json(), { id, systems }, [
        `It is being put back in ${systems} systems. Look at it with: erasure show`,
      ]);
    });

  erasure
    .command("sweep")
    .description("look through the systems now for people who were erased; nothing is changed there")
    .option("--system <id>", "only this system")
    .action(async (options: { system?: string }) => {
      await freshMap();
      const sweeps = await sweepNow(operator, options.system);
      const { found } = await readCameBack(operator);
      print(json(), { sweeps, found }, [
        ...sweeps.map((one) => {
          const why = one.cannot ?? one.trouble;
          return `${one.title}: ${why ?? `${one.identifiers} identifiers, ${one.found} records of people who were erased`}`;
        }),
        ...found.map(
          (one) =>
            `${one.reference}  ${one.title}  ${one.records} records since ${one.since.toISOString().slice(0, 10)}  ${one.state}`,
        ),
      ]);
      if (found.length > 0 || sweeps.some((one) => one.trouble !== null))
        process.exitCode = exitCodes.unavailable;
    });

  erasure
    .command("was-erased")
    .description(
      "whether somebody known by an identifier was erased; the identifier is read from standard input",
    )
    .argument("<kind>", "email, phone, customer_number …")
    .action(async (kind: string) => {
      await freshMap();
      const erased = await wasErased(operator, kind, (await text(process.stdin)).trim());
      print(json(), { erased }, [erased ? "Erased." : "Not known to be erased."]);
      if (erased) process.exitCode = exitCodes.refused;
    });
}
