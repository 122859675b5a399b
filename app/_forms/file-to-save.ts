import { Readable } from "node:stream";

type FileToSave = { type: string; name: string; stream: AsyncIterable<Uint8Array> };

/** A file that was sent to us, to save: no browser shows or runs what a stranger sent. `name` is one of ours. */
export function fileToSave({ type, name, stream }: FileToSave): Response {
  return new Response(Readable.toWeb(Readable.from(stream)) as ReadableStream, {
    headers: {
      "Content-Type": type,
      "Content-Disposition": `attachment; filename="${name}"`,
      "Cache-Control": "private, no-store",
      "X-Content-Type-Options": "nosniff",
      // On top of the policy that every answer has: should anything show it after all, it is nobody's page.
      "Content-Security-Policy": "sandbox; default-src 'none'; frame-ancestors 'none'",
    },
  });
}
