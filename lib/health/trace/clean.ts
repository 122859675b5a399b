import { type Attributes, SpanStatusCode } from "@opentelemetry/api";
import type { ReadableSpan } from "@opentelemetry/sdk-trace";
import { jobs } from "#lib/jobs/catalogue.ts";

/** The name under which our own spans are made. */
export const ownScope = "habeas";
const methods = new Set(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]);
const talks = new Set(["check", "inspect", "sample", "test", "locate", "collect", "erase", "correct"]);
/** An id that an operator gave to a system, and a code of ours. */
const systemId = /^[a-z][a-z0-9_-]{0,63}$/;
const code = /^[a-z][a-z_]{0,39}$/;

type Clean = { name: string; attributes: Attributes };

const word = (value: unknown, good: (text: string) => boolean): string | undefined =>
  typeof value === "string" && good(value) ? value : undefined;

function ofOurs({ name, attributes }: ReadableSpan): Clean | null {
  const job = word(attributes.job, (text) => text in jobs);
  const failed = word(attributes.code, (text) => code.test(text));
  const more = failed === undefined ? {} : { code: failed };
  if (name === "worker.step" && job) return { name, attributes: { job, ...more } };
  const system = word(attributes.system, (text) => systemId.test(text));
  const talk = word(attributes.talk, (text) => talks.has(text));
  return name === "connector.call" && system && talk ? { name, attributes: { system, talk, ...more } } : null;
}

/** Of the framework's spans the one around each answer: its method, status, and pattern where that is one of the house. */
function ofFramework({ attributes }: ReadableSpan, routes: ReadonlySet<string>): Clean | null {
  if (attributes["next.span_type"] !== "BaseServer.handleRequest") return null;
  const method = word(attributes["http.method"], (text) => methods.has(text)) ?? "OTHER";
  const route = word(attributes["http.route"] ?? attributes["next.route"], (text) => routes.has(text));
  const status = attributes["http.status_code"];
  return {
    name: route ? `${method} ${route}` : method,
    attributes: {
      "http.request.method": method,
      ...(route ? { "http.route": route } : {}),
      ...(typeof status === "number" ? { "http.response.status_code": status } : {}),
    },
  };
}

/**
 * A span as it may leave the house: a name and attributes of the allowed kinds, and nothing that somebody wrote: no
 * address, no message of an error, no event, no link. Null for one of no allowed kind. `routes`: every pattern of an
 * address that this build knows.
 */
export function cleanSpan(span: ReadableSpan, routes: ReadonlySet<string>): ReadableSpan | null {
  const clean = span.instrumentationScope.name === ownScope ? ofOurs(span) : ofFramework(span, routes);
  if (clean === null) return null;
  const { kind, startTime, endTime, duration, ended, resource, parentSpanContext, status } = span;
  return {
    ...clean,
    ...{ kind, startTime, endTime, duration, ended, resource },
    spanContext: () => {
      const { traceId, spanId, traceFlags } = span.spanContext();
      return { traceId, spanId, traceFlags };
    },
    ...(parentSpanContext ? { parentSpanContext } : {}),
    status: { code: status.code === SpanStatusCode.ERROR ? SpanStatusCode.ERROR : SpanStatusCode.UNSET },
    links: [],
    events: [],
    instrumentationScope: { name: ownScope },
    droppedAttributesCount: 0,
    droppedEventsCount: 0,
    droppedLinksCount: 0,
  };
}
