import type { NextRequest } from "next/server";
import { databaseAnswers } from "#lib/db/health.ts";
import { watchCanaries } from "#lib/preference/watch.ts";

export const dynamic = "force-dynamic";

/**
 * `GET /api/health` says that this process answers; it asks nothing of the database, so that a database that is
 * away does not get healthy portals restarted. `GET /api/health?ready` says whether the database answers too, and
 * `GET /api/health?opt-outs` whether opt-outs arrive in every system, also while no worker runs.
 */
export async function GET(request: NextRequest): Promise<Response> {
  const asked = request.nextUrl.searchParams;
  if (!asked.has("ready") && !asked.has("opt-outs")) return Response.json({ status: "ok" });
  const ready = await databaseAnswers();
  if (ready && asked.has("opt-outs")) return optOuts();
  return Response.json({ status: ready ? "ready" : "no database" }, { status: ready ? 200 : 503 });
}

/** 503 where an opt-out did not arrive in a system, with the systems' ids and stages. */
async function optOuts(): Promise<Response> {
  const systems = (await watchCanaries(new Date())).map(({ systemId, state, stage, lastOkAt }) => ({
    system: systemId,
    state,
    stage,
    last_arrived: lastOkAt?.toISOString() ?? null,
  }));
  const broken = systems.some(({ state }) => state === "broken");
  return Response.json({ status: broken ? "broken" : "ok", systems }, { status: broken ? 503 : 200 });
}
