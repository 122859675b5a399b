import type { Connector, FoundKey, KnownIdentifier, LocateAnswer, Session } from "#connectors/contract.ts";
import { ConnectorError } from "#connectors/errors.ts";
import type { Rig } from "./world.ts";

export type Row = { collection: string; via: string; record: Record<string, unknown>; line: string };
export type FileRead = { collection: string; via: string; fileName: string; bytes: Buffer };

/** Opens a session as the runner does: settings through the connector's own schema. */
export async function openOn(
  connector: Connector,
  rig: Rig,
  more: { settings?: unknown; signal?: AbortSignal } = {},
): Promise<Session> {
  return connector.open({
    settings: connector.settings.parse(more.settings ?? rig.settings),
    collections: rig.collections,
    signal: more.signal ?? new AbortController().signal,
    internalHosts: rig.internalHosts,
  });
}

/** What `locate` found; the tests ask machines only. */
export async function located(
  session: Session,
  ...identifiers: KnownIdentifier[]
): Promise<Extract<LocateAnswer, { kind: "located" }>> {
  const answer = await session.locate(identifiers);
  if (answer.kind !== "located") throw new Error(`located was expected, not ${answer.kind}`);
  return answer;
}

/** Everything a collect gives, parsed; the line format itself is checked on the way. */
export async function readAll(session: Session, keys: readonly FoundKey[]) {
  const rows: Row[] = [];
  const files: FileRead[] = [];
  const parts: string[] = [];
  for await (const part of session.collect(keys)) {
    parts.push(part.collection);
    const chunks: Uint8Array[] = [];
    for await (const chunk of part.kind === "file" ? part.bytes : part.lines) chunks.push(chunk);
    const bytes = Buffer.concat(chunks);
    if (part.kind === "file") {
      files.push({ collection: part.collection, via: part.via, fileName: part.fileName, bytes });
      continue;
    }
    const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    if (text !== "" && !text.endsWith("\n")) throw new Error("the last line does not end");
    for (const line of text.split("\n").slice(0, -1)) {
      const [via, json, ...more] = line.split("\t");
      if (via === undefined || json === undefined || more.length > 0)
        throw new Error("a line is not key, tab, JSON");
      rows.push({
        collection: part.collection,
        via,
        record: JSON.parse(json) as Record<string, unknown>,
        line,
      });
    }
  }
  return { rows, files, parts };
}

/** Reads a collect to its end without keeping it. Answers the number of lines. */
export async function drain(session: Session, keys: readonly FoundKey[]): Promise<number> {
  let lines = 0;
  for await (const part of session.collect(keys)) {
    for await (const chunk of part.kind === "file" ? part.bytes : part.lines) {
      if (part.kind === "records") for (const byte of chunk) if (byte === 10) lines += 1;
    }
  }
  return lines;
}

/** The `ConnectorError` that some work ends in. Anything else, success included, fails the test. */
export async function failureOfWork(work: () => Promise<unknown>): Promise<ConnectorError> {
  try {
    await work();
  } catch (error) {
    if (error instanceof ConnectorError) return error;
    throw error;
  }
  throw new Error("the work should have failed");
}
