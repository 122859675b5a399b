import { and, desc, eq, ne } from "drizzle-orm";
import { bundle } from "#drizzle/schema/task.ts";
import type { Queryable } from "#lib/db/database.ts";
import type { BundleView } from "#lib/request/views.ts";
import { type BuildProgress, buildProgress } from "./build-progress.ts";

/** The bundles of a request, newest first, as the desk sees them. */
export async function bundlesOf(tx: Queryable, requestId: string): Promise<BundleView[]> {
  const rows = await tx
    .select()
    .from(bundle)
    .where(and(eq(bundle.requestId, requestId), ne(bundle.state, "failed")))
    .orderBy(desc(bundle.number));
  const views: BundleView[] = [];
  for (const row of rows) {
    const progress = row.state === "settled" ? null : await buildProgress(tx, row.id);
    views.push(viewOf(row, progress));
  }
  return views;
}

function viewOf(row: typeof bundle.$inferSelect, progress: BuildProgress | null): BundleView {
  return {
    progress,
    number: row.number,
    state:
      row.state !== "settled"
        ? "preparing"
        : row.expiresAt !== null && row.expiresAt < new Date()
          ? "expired"
          : "ready",
    trouble: row.state === "settled" ? null : row.trouble,
    nextTryAt: row.state === "ready" && row.trouble !== null ? row.notBefore : null,
    partial: row.partial,
    bytes: row.bytes ?? 0,
    files: row.files ?? 0,
    sha256: row.sha256 ?? "",
    readyAt: row.readyAt,
    expiresAt: row.expiresAt,
    downloads: row.downloads,
    contents: row.contents ?? [],
  };
}
