import { request as ask, createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { wireTo } from "./proxy.ts";
import type { Troubles } from "./world.ts";

/** What a test makes of an answer: its text as it would be, and the question's path and body. */
export type Change = (answer: string, question: { path: string; body: string }) => string;

/** A wire to an HTTP system on which answers can be changed as well. */
export type HttpWire = {
  port: number;
  troubles: Required<Pick<Troubles, "stall" | "slow" | "cut" | "busy" | "broken" | "half">>;
  /** A trouble in which answers are changed like this. */
  changing(change: Change): () => Promise<() => Promise<void>>;
  close(): Promise<void>;
};

type Meddle = (response: ServerResponse, pass: () => void) => void;

/** Puts such a wire in front of an HTTP system on this machine. `about` says which questions are about notes. */
export async function httpWireTo(
  port: number,
  about: (question: { path: string; body: string }) => boolean,
): Promise<HttpWire> {
  let meddle: Meddle = (_response, pass) => pass();
  let change: Change | undefined;
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const body = Buffer.concat(chunks).toString();
      const question = { path: request.url ?? "/", body };
      meddle(response, () =>
        forward(request, body, response, about(question) ? change && bind(change, question) : undefined),
      );
    });
  });
  const bind = (one: Change, question: { path: string; body: string }) => (answer: string) =>
    one(answer, question);
  const forward = (
    from: IncomingMessage,
    body: string,
    to: ServerResponse,
    changed: ((answer: string) => string) | undefined,
  ): void => {
    const onward = ask({
      port,
      host: "127.0.0.1",
      method: from.method,
      path: from.url,
      headers: from.headers,
    });
    onward.on("error", () => to.destroy());
    to.on("close", () => onward.destroy());
    onward.on("response", (answer) => {
      answer.on("error", () => to.destroy());
      if (changed === undefined) {
        to.writeHead(answer.statusCode ?? 500, answer.headers);
        answer.pipe(to);
        return;
      }
      const chunks: Buffer[] = [];
      answer.on("data", (chunk: Buffer) => chunks.push(chunk));
      answer.on("end", () => {
        const { "content-length": _length, ...headers } = answer.headers;
        to.writeHead(answer.statusCode ?? 500, headers).end(changed(Buffer.concat(chunks).toString()));
      });
    });
    onward.end(body);
  };
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const wire = await wireTo("127.0.0.1", (server.address() as AddressInfo).port);
  const meddling = (how: Meddle) => async () => {
    meddle = how;
    return async () => {
      meddle = (_response, pass) => pass();
    };
  };
  const changing = (how: Change) => async () => {
    change = how;
    return async () => {
      change = undefined;
    };
  };
  const busy = async () => {
    const until = Date.now() + 950;
    return meddling((response, pass) => {
      if (Date.now() < until) response.writeHead(429, { "retry-after": "1" }).end("{}");
      else pass();
    })();
  };
  return {
    port: wire.port,
    changing,
    troubles: {
      stall: async () => wire.stall(),
      slow: async () => wire.slow(),
      cut: () => wire.cut(),
      busy,
      broken: meddling((response) =>
        response.writeHead(500).end("no such column: canary-mina, mina@example.com"),
      ),
      half: changing((answer) => answer.slice(0, answer.length / 2)),
    },
    close: async () => {
      await wire.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
