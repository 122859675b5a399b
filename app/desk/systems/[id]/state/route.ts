import type { NextRequest } from "next/server";
import { act } from "#app/desk/_kit/act.ts";
import { partFrom } from "#app/desk/_kit/address.ts";
import { textOf } from "#app/desk/_kit/form.ts";
import { systemAddress } from "#app/desk/_systems/address.ts";
import { HabeasError } from "#lib/core/errors.ts";
import { enableSystem } from "#lib/map/systems/enable.ts";
import { killSystem, pauseSystem, retireSystem } from "#lib/map/systems/stop.ts";

type Context = { params: Promise<{ id: string }> };

/** Pauses, stops, lets go on, or retires a system. */
export async function POST(request: NextRequest, context: Context): Promise<Response> {
  const id = partFrom((await context.params).id);
  const done = { title: "It is changed", sentence: "Everybody at the desk sees it." };
  return act(request, systemAddress(id), done, async (actor, form) => {
    const reason = textOf(form, "reason");
    const sure = textOf(form, "sure") === "yes";
    const mustBeSure = (): void => {
      if (!sure) throw new HabeasError("invalid", "Tick the box too: this is easily pressed by mistake.");
    };
    switch (textOf(form, "do")) {
      case "pause":
        await pauseSystem(actor, id, { reason });
        return { title: "It is paused", sentence: "What runs ends by itself; nothing new begins with it." };
      case "kill":
        mustBeSure();
        await killSystem(actor, id, { reason });
        return {
          title: "It is stopped",
          sentence: "Every conversation with it ends within about two seconds. Nothing that waits is lost.",
        };
      case "retire":
        mustBeSure();
        await retireSystem(actor, id, { reason });
        return { title: "It is retired", sentence: "New requests leave it out." };
      case "resume":
        await enableSystem(actor, id, { reason });
        return { title: "It is enabled", sentence: "What was held back goes on now." };
      default:
        throw new HabeasError("invalid", "Choose what is to be done.");
    }
  });
}
