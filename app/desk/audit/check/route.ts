import type { NextRequest } from "next/server";
import { act } from "#app/desk/_kit/act.ts";
import { counted } from "#app/desk/_kit/words.ts";
import { HabeasError } from "#lib/core/errors.ts";
import { checkLog } from "#lib/request/audit-log.ts";

/** Computes the log anew and says whether it is whole. */
export async function POST(request: NextRequest): Promise<Response> {
  const done = { title: "The log is whole", sentence: "" };
  return act(request, "/desk/audit", done, async (actor) => {
    const verdict = await checkLog(actor);
    if (verdict.whole) {
      const entries = counted(verdict.events, "entry", "entries");
      const sentence = `${entries} in ${counted(verdict.chains, "chain", "chains")} were computed anew. Nothing was changed, moved or left out.`;
      return { title: "The log is whole", sentence };
    }
    const where = verdict.chain === "house" ? "the house's own chain" : `the chain ${verdict.chain}`;
    throw new HabeasError(
      "conflict",
      `The log is NOT whole: in ${where}, entry ${verdict.position}, ${verdict.fault}. Tell the operator and keep a copy of the database.`,
    );
  });
}
