import type { NextRequest } from "next/server";
import { mayReadMetrics, metricsText } from "#lib/health/metrics.ts";

export const dynamic = "force-dynamic";

/**
 * `GET /api/metrics`: how the house is, as OpenMetrics, for whoever shows HABEAS_METRICS_TOKEN. To everybody else, and where
 * the operator set none, there is no such page.
 */
export async function GET(request: NextRequest): Promise<Response> {
  if (!mayReadMetrics(request.headers.get("authorization"))) return new Response(null, { status: 404 });
  const { type, text } = await metricsText();
  return new Response(text, { headers: { "Content-Type": type, "Cache-Control": "private, no-store" } });
}
