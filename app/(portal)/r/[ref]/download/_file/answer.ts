import { asker } from "#app/_auth/visitor.ts";
import { plainPage } from "#app/_forms/plain-page.ts";
import { seeOther } from "#app/_forms/post.ts";
import { type Handover, openHandover } from "#lib/bundle/handover.ts";
import { type PartWish, partSizes } from "#lib/bundle/volumes.ts";
import { HabeasError } from "#lib/core/errors.ts";
import { log } from "#lib/core/log.ts";
import { parseReference } from "#lib/core/reference.ts";

type Params = Promise<{ ref: string; number: string }>;
type OpenFile = Extract<Handover, { kind: "file" }>;

/**
 * Answers whoever asks for the file of a bundle: its person within fifteen minutes of a code, or for the rest of a
 * download that they began. Everybody else is led to the code page. `answer` makes the answer of the opened file.
 */
export async function answerWithFile(
  request: Request,
  params: Params,
  answer: (file: OpenFile) => Promise<Response> | Response,
  asked: { partly: boolean },
): Promise<Response> {
  const { ref, number } = await params;
  const reference = parseReference(ref);
  if (!reference || !/^\d{1,4}$/.test(number)) return seeOther("/nothing-here");
  const range = asked.partly ? request.headers.get("range") : null;
  const prove = () =>
    // A browser that goes on with a file would put a page in the middle of it: it is told to stop instead.
    range === null
      ? seeOther(`/r/${reference}/prove?then=download`)
      : plainPage("codeFirst", proving(reference));
  try {
    const opened = await openHandover(await asker(), reference, Number(number), {
      range,
      ifRange: request.headers.get("if-range"),
      headersOnly: request.method === "HEAD",
      volume: asked.partly ? partIn(request.url) : undefined,
    });
    if (opened.kind === "needs_code") return prove();
    if (opened.kind === "unsatisfiable") {
      const headers = { ...always(opened.etag), "Content-Range": `bytes */${opened.bytes}` };
      return new Response(null, { status: 416, headers });
    }
    return await answer(opened);
  } catch (error) {
    if (error instanceof HabeasError && error.code === "not_found") return prove();
    if (error instanceof HabeasError && error.code === "gone") return seeOther(`/r/${reference}/download`);
    log.error({ err: error }, "a download failed");
    return plainPage("unmade", `/r/${reference}/download`);
  }
}

/** The part that an address asks for: `?part=2&most=500000000`. None where it asks for no part of ours. */
export function partIn(url: string): PartWish | undefined {
  const { searchParams } = new URL(url);
  const most = partSizes.find((size) => String(size) === searchParams.get("most"));
  const part = /^[1-9]\d{0,5}$/.exec(searchParams.get("part") ?? "")?.[0];
  return most === undefined || part === undefined ? undefined : { part: Number(part), most };
}

const proving = (reference: string) => `/r/${reference}/prove?then=download`;

/** The file as it is, whole or the part that was asked for; without its bytes for `HEAD`. */
export function asItIs(file: OpenFile, headersOnly: boolean): Response {
  const { span, bytes } = file;
  const headers = {
    ...always(file.etag),
    ...attachment(file.fileName, "application/zip"),
    "Content-Length": String(span === null ? bytes : span.to - span.from),
    ...(span === null ? {} : { "Content-Range": `bytes ${span.from}-${span.to - 1}/${bytes}` }),
  };
  const status = span === null ? 200 : 206;
  return new Response(headersOnly ? null : streamOf(file.open()), { status, headers });
}

function always(etag: string): Record<string, string> {
  return { ETag: etag, "Accept-Ranges": "bytes", "Cache-Control": "private, no-store" };
}

/** What makes a browser keep the bytes as a file under this name and do nothing else with them. */
export function attachment(fileName: string, mediaType: string): Record<string, string> {
  return {
    "Content-Type": mediaType,
    "Content-Disposition": `attachment; filename="${fileName.replace(/[^A-Za-z0-9._-]/g, "_")}"`,
    "Content-Security-Policy": "sandbox; default-src 'none'",
    "Cache-Control": "private, no-store",
    // The file is packed already: a second packing would only cost its length.
    "Content-Encoding": "identity",
  };
}

/** Bytes at the reader's pace: the next are fetched when the last were taken. */
export function streamOf(bytes: AsyncIterable<Uint8Array>): ReadableStream<Uint8Array> {
  const from = bytes[Symbol.asyncIterator]();
  return new ReadableStream<Uint8Array>({
    async pull(to) {
      const { done, value } = await from.next();
      if (done) to.close();
      else to.enqueue(value);
    },
    async cancel() {
      await from.return?.();
    },
  });
}
