import type { NextRequest } from "next/server";
import { databaseAnswers } from "#lib/db/health.ts";
import { sweeperAlive, whyNotReady } from "#lib/health/ready.ts";
import { watchCanaries } from "#lib/preference/watch.ts";

export const dynamic = "force-dynamic";

/**
 * `GET /api/health` says that this process answers; it asks nothing of the database, so that a database that is away does
 * not get healthy portals restarted. With `?ready` it says whether people may be led to this process, with `?sweeper`
 * whether any worker has looked at the clocks in the last five minutes, and with `?opt-outs` whether opt-outs arrive in
 * every system, also while no worker runs. Whatever is not well is 503.
 */
export async function GET(request: NextRequest): Promise<Response> {
  const asked = request.nextUrl.searchParams;
  if (asked.has("sweeper")) return sweeper();
  if (asked.has("opt-outs")) {
    return (await databaseAnswers()) ? optOuts() : told("no database", 503);
  }
  if (!asked.has("ready")) return told("ok", 200);
  const why = await whyNotReady();
  return why === null ? told("ready", 200) : told(why, 503);
}

const told = (status: string, code: number) => Response.json({ status }, { status: code });

/** 503 where nobody has looked at the clocks for five minutes. */
async function sweeper(): Promise<Response> {
  const { alive, seconds } = await sweeperAlive();
  return Response.json(
    { status: alive ? "ok" : "silent", last_sweep_seconds: seconds },
    { status: alive ? 200 : 503 },
  );
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
