import { createReadStream, statSync } from "node:fs";
import { createServer, type RequestListener, type Server } from "node:http";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";

/** What a server would be written like that knows nothing but the file. */
export function bare(path: string): RequestListener {
  return (_asked, answer) => {
    answer.writeHead(200, { "Content-Length": statSync(path).size });
    createReadStream(path).pipe(answer);
  };
}

/** Ours without the framework around it: who asks is judged, the download counted, the range opened and decrypted. */
export function ours(reference: string): RequestListener {
  return async (asked, answer) => {
    const { openHandover } = await import("#lib/bundle/handover.ts");
    const range = asked.headers.range ?? null;
    const file = await openHandover({ kind: "operator" }, reference, 1, {
      range,
      ifRange: null,
      headersOnly: false,
    });
    if (file.kind !== "file") throw new Error(`the bundle is ${file.kind}`);
    const { span } = file;
    answer.writeHead(span === null ? 200 : 206, {
      "Content-Length": span === null ? file.bytes : span.to - span.from,
    });
    await pipeline(Readable.from(file.open(), { objectMode: false }), answer).catch(() => undefined);
  };
}

/** The listener on a port of this machine. */
export async function serving(listener: RequestListener): Promise<{ url: string; server: Server }> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the server has no port");
  return { url: `http://127.0.0.1:${address.port}/`, server };
}
