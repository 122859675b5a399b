import { Readable } from "node:stream";
import type { NextRequest } from "next/server";
import { batchAddress } from "#app/desk/_batches/words.ts";
import { act } from "#app/desk/_kit/act.ts";
import { textOf } from "#app/desk/_kit/form.ts";
import { HabeasError } from "#lib/core/errors.ts";
import { planBatch } from "#lib/erasure/batch/plan.ts";

/** Takes a list of people in. */
export async function POST(request: NextRequest): Promise<Response> {
  return act(request, "/desk/erasures", { title: "Done", sentence: "" }, async (actor, form) => {
    const systems = form.getAll("system").filter((one): one is string => typeof one === "string");
    if (systems.length === 0)
      throw new HabeasError("invalid", "Choose the systems in which they are erased.");
    const { number } = await planBatch(actor, {
      list: Readable.from([Buffer.from(textOf(form, "list"))]),
      format: "typed",
      reason: textOf(form, "reason"),
      systems,
    });
    return {
      title: "Being planned",
      sentence: "Everybody of the list is looked for. Nothing is changed.",
      to: batchAddress(number),
    };
  });
}
