import type { Command } from "commander";
import { HabeasError } from "#lib/core/errors.ts";
import { freshMap } from "#lib/map/current.ts";
import { dropRectification, planRectification } from "#lib/rectification/plan.ts";
import { readRectificationDesk } from "#lib/rectification/read.ts";
import { resumeRectification } from "#lib/rectification/resume.ts";
import { undoRectification } from "#lib/rectification/undo.ts";
import type { RectificationView } from "#lib/rectification/views.ts";
import { print } from "./print.ts";

const operator = { kind: "operator" } as const;

/** correction: plan, show, drop, undo, resume. Deciding and approving are the desk's. */
export function addCorrectionCommands(program: Command): void {
  const json = () => program.opts<{ json: boolean }>().json;
  const correction = program
    .command("correction")
    .description(
      "corrections: their plans and what every system says afterwards; people approve them on the desk",
    );

  correction
    .command("plan")
    .description(
      "list what the granted corrections would change in every system, without changing anything there",
    )
    .argument("<reference>")
    .action(async (reference: string) => {
      await freshMap();
      const id = await planRectification(operator, reference);
      print(json(), { id }, ["The plan is being made. Look at it with: correction show"]);
    });

  correction
    .command("show")
    .description("the newest plan of a request: what changes where, what people do, what was read afterwards")
    .argument("<reference>")
    .action(async (reference: string) => {
      await freshMap();
      const view = withoutValues(await mustHave(reference));
      print(json(), view, linesOf(view));
    });

  for (const [name, act, description] of [
    ["drop", dropRectification, "give up a plan that has not begun"],
    ["undo", undoRectification, "plan that what was changed says again what it said before"],
  ] as const) {
    correction
      .command(name)
      .description(description)
      .argument("<reference>")
      .action(async (reference: string) => {
        await freshMap();
        const { id, number } = await mustHave(reference);
        await act(operator, id);
        print(json(), { id, number, done: name }, [`Plan ${number}: ${name}.`]);
      });
  }

  correction
    .command("resume")
    .description("let systems go on that were left for staff to look at")
    .argument("<reference>")
    .action(async (reference: string) => {
      await freshMap();
      const stopped = (await mustHave(reference)).systems.filter((one) => one.troubleCode === "worker_died");
      for (const { id } of stopped) await resumeRectification(operator, id);
      print(json(), { systems: stopped.map((one) => one.systemId) }, [
        `Systems that go on: ${stopped.length}.`,
      ]);
    });
}

async function mustHave(reference: string): Promise<RectificationView> {
  const { plan } = await readRectificationDesk(operator, reference);
  if (plan) return plan;
  throw new HabeasError("not_found", "There is no plan of corrections for this request.");
}

/** Values are somebody's data: they are for the desk. */
function withoutValues(view: RectificationView): RectificationView {
  const bare = { before: null, wanted: null, note: null, shown: false };
  const systems = view.systems.map((one) => ({
    ...one,
    cells: one.cells.map((cell) => ({ ...cell, ...bare })),
  }));
  return { ...view, systems };
}

function linesOf(view: RectificationView): string[] {
  const hash = view.hash === null ? "" : `, ${view.hash.slice(0, 12)}`;
  return [
    `Plan ${view.number} (${view.kind}): ${view.state}${hash}`,
    ...view.systems.flatMap((system) => [
      `${system.title}: ${system.outcome ?? system.state}${system.differing ? `, ${system.differing} differ` : ""}`,
      ...system.cells.map(
        (cell) =>
          `  ${cell.collectionLabel ?? "by hand"}, ${cell.fieldLabel ?? "all of it"}: ${cell.state}${cell.why === null ? "" : ` (${cell.why})`}`,
      ),
    ]),
  ];
}
