import type { NextRequest } from "next/server";
import { act } from "#app/desk/_kit/act.ts";
import { partFrom } from "#app/desk/_kit/address.ts";
import { textOf } from "#app/desk/_kit/form.ts";
import { systemAddress } from "#app/desk/_systems/address.ts";
import { setRate } from "#lib/map/systems/set-rate.ts";

type Context = { params: Promise<{ id: string }> };

/** Limits how many conversations begin with a system in a minute, or lifts the limit. */
export async function POST(request: NextRequest, context: Context): Promise<Response> {
  const id = partFrom((await context.params).id);
  const done = { title: "The limit is set", sentence: "It holds at once, over all workers." };
  return act(request, systemAddress(id), done, async (actor, form) => {
    const typed = textOf(form, "perMinute");
    await setRate(actor, id, typed === "" ? null : Number(typed));
  });
}
