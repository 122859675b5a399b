import type { CollectedPart, Session } from "#connectors/contract.ts";
import type { Corrector } from "#connectors/correct.ts";
import type { Eraser, Undoing } from "#connectors/erase.ts";
import { ConnectorError } from "#connectors/errors.ts";
import { connectorOf } from "#connectors/registry.ts";
import { internalHosts } from "#lib/config/environment.ts";
import { HabeasError } from "#lib/core/errors.ts";
import { log } from "#lib/core/log.ts";
import { beginSpan } from "#lib/core/trace.ts";
import { mustBeWhereSecretsGo } from "./addresses.ts";
import { watchKillSwitch } from "./kill-watch.ts";
import { mustBeAllowed } from "./reachable.ts";
import { beginRun, endRun, type RunKind } from "./runs.ts";
import type { System } from "./schema.ts";
import { resolveSecrets } from "./secrets.ts";

/** What a session is for. `version`: of what the desk keeps. `gated`: work for requests, which staff can hold back. */
export type Purpose = {
  kind: RunKind;
  version: number | null;
  gated: boolean;
  taskId?: string | undefined;
  memo?: string | undefined;
  callbackUrl?: string | undefined;
};

/** Opens a conversation that leaves no trace with us: for a map that was only written down so far. */
export async function openUnrecorded(
  system: System,
  signal: AbortSignal,
  more: { memo?: string | undefined; callbackUrl?: string | undefined; ofDesk?: boolean } = {},
): Promise<Session> {
  const connector = await connectorOf(system.connector);
  const settings = connector.settings.safeParse(await resolvedSettings(system, more.ofDesk ?? false));
  if (!settings.success) {
    const places = settings.error.issues.map((issue) => issue.path.join(".")).join(", ");
    throw new ConnectorError("misconfigured", `The settings of ${system.title} are not right: ${places}.`);
  }
  if (more.ofDesk) await mustBeAllowed(settings.data);
  return connector.open({
    settings: settings.data,
    collections: system.collections,
    signal,
    internalHosts: internalHosts(),
    ...(more.memo === undefined ? {} : { memo: more.memo }),
    ...(more.callbackUrl === undefined ? {} : { callbackUrl: more.callbackUrl }),
  });
}

/** A secret that is missing is a wrong setting of this system, and its name says what to do. */
async function resolvedSettings(system: System, ofDesk: boolean): Promise<unknown> {
  try {
    if (ofDesk) await mustBeWhereSecretsGo(system);
    return await resolveSecrets(system.id, system.settings);
  } catch (error) {
    if (error instanceof HabeasError) throw new ConnectorError("misconfigured", error.message);
    throw error;
  }
}

/**
 * Opens a conversation with a system: held back where staff stopped it, cut off when they throw its kill switch,
 * and written down with how it went. Throws ConnectorError, `misconfigured` on wrong settings.
 */
export async function openWatched(system: System, signal: AbortSignal, purpose: Purpose): Promise<Session> {
  const { kind, version, gated, taskId = null } = purpose;
  const run = await beginRun({ systemId: system.id, version, kind, taskId, gated });
  const watch = watchKillSwitch(system.id);
  const span = beginSpan({ about: "connector.call", system: system.id, talk: kind });
  const end = { kind, code: null as string | null, rows: null as number | null };
  const told = (error: unknown): unknown => {
    const known = watch.signal.aborted ? (watch.signal.reason as unknown) : error;
    end.code = known instanceof ConnectorError ? known.code : "internal";
    return known;
  };
  const close = async (): Promise<void> => {
    watch.end();
    span.end(end.code);
    try {
      await endRun(run, end);
    } catch (error) {
      // How it went is history; what was done is kept elsewhere and must not fail for it.
      log.warn({ err: error, system: system.id }, "the end of a conversation was not written down");
    }
  };
  try {
    const session = await openUnrecorded(system, AbortSignal.any([signal, watch.signal]), {
      ...purpose,
      ofDesk: version !== null,
    });
    return watched(session, { end, told, close });
  } catch (error) {
    const known = told(error);
    await close();
    throw known;
  }
}

type Watch = {
  end: { kind: RunKind; code: string | null; rows: number | null };
  /** Notes an error; answers the one to tell in its place. */
  told(error: unknown): unknown;
  close(): Promise<void>;
};

function watched(session: Session, { end, told, close }: Watch): Session {
  const asked = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      return await work();
    } catch (error) {
      throw told(error);
    }
  };
  async function* streamed<T>(parts: AsyncIterable<T>): AsyncGenerator<T> {
    try {
      yield* parts;
    } catch (error) {
      throw told(error);
    }
  }
  async function* counted(lines: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    for await (const bytes of streamed(lines)) {
      let rows = 0;
      for (let at = bytes.indexOf(10); at >= 0; at = bytes.indexOf(10, at + 1)) rows++;
      end.rows = (end.rows ?? 0) + rows;
      yield bytes;
    }
  }
  async function* collected(parts: AsyncIterable<CollectedPart>): AsyncGenerator<CollectedPart> {
    for await (const part of streamed(parts)) {
      yield part.kind === "records"
        ? { ...part, lines: counted(part.lines) }
        : { ...part, bytes: streamed(part.bytes) };
    }
  }
  const erased = ({ wholes, targetLists, ...eraser }: Eraser): Eraser => ({
    ...(targetLists ? { targetLists: (keys) => streamed(targetLists(keys)) } : {}),
    ...(wholes ? { wholes: (values) => asked(() => wholes(values)) } : {}),
    ...(eraser.endsKeeps === undefined ? {} : { endsKeeps: eraser.endsKeeps }),
    steps: () => asked(() => eraser.steps()),
    targets: (keys) => streamed(eraser.targets(keys)),
    samples: (...what) => asked(() => eraser.samples(...what)),
    act: (...what) => asked(() => eraser.act(...what)),
    standing: (...what) => asked(() => eraser.standing(...what)),
    mentions: (values) => asked(() => eraser.mentions(values)),
    ...(eraser.undo ? { undo: undoing(eraser.undo) } : {}),
  });
  const undoing = (undo: Undoing): Undoing => ({
    hindrance: (steps) => asked(() => undo.hindrance(steps)),
    putBack: (...what) => asked(() => undo.putBack(...what)),
  });
  const corrected = (corrector: Corrector): Corrector => ({
    fields: () => asked(() => corrector.fields()),
    cells: (...what) => streamed(corrector.cells(...what)),
    change: (...what) => asked(() => corrector.change(...what)),
    now: (rows) => asked(() => corrector.now(rows)),
  });
  const { sample, candidates, eraser, corrector, identifiers } = session;
  return {
    async check() {
      const steps = await asked(() => session.check());
      const bad = steps.find((step) => !step.ok && step.name !== "least_privilege");
      if (bad) end.code = bad.name;
      return steps;
    },
    inspect: () => asked(() => session.inspect()),
    explain: () => asked(() => session.explain()),
    locate: (identifiers) => asked(() => session.locate(identifiers)),
    count: (keys) => asked(() => session.count(keys)),
    collect(keys) {
      if (end.kind === "locate") end.kind = "collect";
      end.rows = 0;
      return collected(session.collect(keys));
    },
    ...(sample ? { sample: (...what) => asked(() => sample.apply(session, what)) } : {}),
    ...(eraser ? { eraser: erased(eraser) } : {}),
    ...(corrector ? { corrector: corrected(corrector) } : {}),
    ...(identifiers ? { identifiers: () => streamed(identifiers.call(session)) } : {}),
    ...(candidates ? { candidates: (...what) => asked(() => candidates.apply(session, what)) } : {}),
    async close() {
      try {
        await session.close();
      } finally {
        await close();
      }
    },
  };
}
