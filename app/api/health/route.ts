import type { NextRequest } from "next/server";
import { databaseAnswers } from "#lib/db/health.ts";

export const dynamic = "force-dynamic";

/**
 * `GET /api/health` says that this process answers; it asks nothing of the database, so that a database that is
 * away does not get healthy portals restarted. `GET /api/health?ready` says whether the database answers too.
 */
export async function GET(request: NextRequest): Promise<Response> {
  if (!request.nextUrl.searchParams.has("ready")) return Response.json({ status: "ok" });
  const ready = await databaseAnswers();
  return Response.json({ status: ready ? "ready" : "no database" }, { status: ready ? 200 : 503 });
}
