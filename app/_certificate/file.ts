import type { ProofFile } from "#lib/request/log-proofs.ts";

const named = (what: string, reference: string) => `${what}-${reference.replace(/[^A-Za-z0-9-]/g, "_")}.json`;

/** A certificate as a file to keep: it is never shown as a page of ours. */
export function certificateFile(reference: string, text: string): Response {
  return fileToKeep(named("erasure", reference), text);
}

/** Proofs from the log as a file to keep. */
export function proofFile(reference: string, proofs: ProofFile): Response {
  return fileToKeep(named("proof", reference), `${JSON.stringify(proofs, null, 2)}\n`);
}

function fileToKeep(name: string, text: string): Response {
  return new Response(text, {
    headers: {
      "Content-Type": "application/json; charset=utf-8",
      "Content-Disposition": `attachment; filename="${name}"`,
      "Content-Security-Policy": "sandbox; default-src 'none'",
      "Cache-Control": "private, no-store",
    },
  });
}
