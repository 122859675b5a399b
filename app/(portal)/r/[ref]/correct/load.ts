import { redirect } from "next/navigation";
import { asker } from "#app/_auth/visitor.ts";
import { readPersonRectification } from "#lib/rectification/read.ts";
import type { PersonRectification } from "#lib/rectification/views.ts";
import { trackingFor } from "../_track/load.ts";

/** What the person may see of their corrections; others are sent to prove who they are, or to the request. */
export async function correctionsFor(reference: string): Promise<PersonRectification> {
  const tracking = await trackingFor(reference);
  if (!tracking?.proven) redirect(`/r/${reference}/prove`);
  if (tracking.right !== "rectification") redirect(`/r/${reference}`);
  return readPersonRectification(await asker(), reference);
}
