import type { NextRequest } from "next/server";
import { act } from "#app/desk/_kit/act.ts";
import { partFrom } from "#app/desk/_kit/address.ts";
import { textOf } from "#app/desk/_kit/form.ts";
import { systemAddress } from "#app/desk/_systems/address.ts";
import { HabeasError } from "#lib/core/errors.ts";
import { enableSystem } from "#lib/map/systems/enable.ts";

type Context = { params: Promise<{ id: string }> };

/** Puts a version in force, the newest or an older one. */
export async function POST(request: NextRequest, context: Context): Promise<Response> {
  const id = partFrom((await context.params).id);
  const done = {
    title: "It is enabled",
    sentence: "Every new request asks it from now on.",
    to: systemAddress(id),
  };
  return act(request, systemAddress(id, "/enable"), done, async (actor, form) => {
    const version = Number(textOf(form, "version"));
    if (!Number.isInteger(version)) throw new HabeasError("invalid", "Choose a version.");
    await enableSystem(actor, id, { reason: textOf(form, "reason"), version });
  });
}
