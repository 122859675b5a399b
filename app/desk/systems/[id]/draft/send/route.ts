import type { NextRequest } from "next/server";
import { act } from "#app/desk/_kit/act.ts";
import { partFrom } from "#app/desk/_kit/address.ts";
import { counted } from "#app/desk/_kit/words.ts";
import { systemAddress } from "#app/desk/_systems/address.ts";
import { draftSystem } from "#lib/map/systems/draft-system.ts";

type Context = { params: Promise<{ id: string }> };

/** Looks at the live system and proposes a map of it. */
export async function POST(request: NextRequest, context: Context): Promise<Response> {
  const id = partFrom((await context.params).id);
  const done = {
    title: "There is nothing new",
    sentence: "Every table is mapped or left out already; the reasons are as fresh as the look.",
  };
  return act(request, systemAddress(id, "/draft"), done, async (actor) => {
    const { added, left } = await draftSystem(actor, id);
    if (added === 0 && left === 0) return done;
    return {
      title: "A map is drafted",
      sentence: `${counted(added, "collection is", "collections are")} proposed and ${counted(left, "table is", "tables are")} left out, each with its reason. Read them, then mend the map.`,
    };
  });
}
