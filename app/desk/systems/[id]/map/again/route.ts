import type { NextRequest } from "next/server";
import { act } from "#app/desk/_kit/act.ts";
import { partFrom } from "#app/desk/_kit/address.ts";
import { textOf } from "#app/desk/_kit/form.ts";
import { systemAddress } from "#app/desk/_systems/address.ts";
import { bringBack } from "#lib/map/systems/mend-map.ts";

type Context = { params: Promise<{ id: string }> };

/** Takes a table that was left out into the map again. */
export async function POST(request: NextRequest, context: Context): Promise<Response> {
  const id = partFrom((await context.params).id);
  const done = { title: "It is in the map again", sentence: "As it was described last." };
  return act(request, systemAddress(id, "/map"), done, async (actor, form) => {
    await bringBack(actor, id, textOf(form, "table"), Number(textOf(form, "basedOn")));
  });
}
