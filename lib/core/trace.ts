/**
 * What a span may be about: closed words and ids of systems only, so that nothing of a person can enter. What is sent is
 * checked once more before it leaves (lib/health/trace).
 */
export type SpanFacts =
  | { about: "worker.step"; job: string }
  | { about: "connector.call"; system: string; talk: string };

/** A span under way. `end` takes the code of what went wrong, or null. */
export type OpenSpan = { end(code: string | null): void; within<T>(work: () => T): T };

type Tracer = (facts: SpanFacts) => OpenSpan;

/** One for the process: the framework loads this module more than once. */
const place = Symbol.for("habeas.tracer");
const here = globalThis as { [place]?: Tracer };
const none: OpenSpan = { end: () => {}, within: (work) => work() };

/** Lets spans be kept from now on; where nobody calls it, they cost nothing. */
export function traceWith(tracer: Tracer | undefined): void {
  if (tracer) here[place] = tracer;
  else delete here[place];
}

/** Begins a span, within the one that is under way here. */
export const beginSpan = (facts: SpanFacts): OpenSpan => here[place]?.(facts) ?? none;

/** Does a piece of work within a span of its own. */
export async function traced<T>(facts: SpanFacts, work: () => Promise<T>): Promise<T> {
  const span = beginSpan(facts);
  try {
    const result = await span.within(work);
    span.end(null);
    return result;
  } catch (error) {
    span.end("internal");
    throw error;
  }
}
