/** A certificate as a file to keep: it is never shown as a page of ours. */
export function certificateFile(reference: string, text: string): Response {
  const name = `erasure-${reference.replace(/[^A-Za-z0-9-]/g, "_")}.json`;
  return new Response(text, {
    headers: {
      "Content-Type": "application/json; charset=utf-8",
      "Content-Disposition": `attachment; filename="${name}"`,
      "Content-Security-Policy": "sandbox; default-src 'none'",
      "Cache-Control": "private, no-store",
    },
  });
}
