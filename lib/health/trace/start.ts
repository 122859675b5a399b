import { readFileSync } from "node:fs";
import { join } from "node:path";
import { environment } from "#lib/config/environment.ts";
import { traceWith } from "#lib/core/trace.ts";
import { version } from "#lib/core/version.ts";

/** Sends what is left, and ends. */
export type Tracing = { end(): Promise<void> };

/** Every pattern of an address that this build of the portal knows; none where there is no build. */
function knownRoutes(): ReadonlySet<string> {
  try {
    const file = join(process.env.NEXT_DIST_DIR ?? ".next", "app-path-routes-manifest.json");
    return new Set(Object.values(JSON.parse(readFileSync(file, "utf8")) as Record<string, string>));
  } catch {
    return new Set();
  }
}

/**
 * Sends spans to HABEAS_OTLP_URL from now on: steps of workers, talks with systems, answers of the portal. Null where the
 * operator set no such address; then nothing of it is even loaded.
 */
export async function startTracing(
  what: "portal" | "worker",
  routes: ReadonlySet<string> = knownRoutes(),
): Promise<Tracing | null> {
  const { HABEAS_OTLP_URL: url } = environment();
  if (url === undefined) return null;
  const { context, SpanStatusCode, trace } = await import("@opentelemetry/api");
  const { BatchSpanProcessor, TracerProvider } = await import("@opentelemetry/sdk-trace");
  const { OTLPTraceExporter } = await import("@opentelemetry/exporter-trace-otlp-http");
  const { resourceFromAttributes } = await import("@opentelemetry/resources");
  const { cleanSpan, ownScope } = await import("./clean.ts");
  const { NodeContext } = await import("./context.ts");

  const wire = new OTLPTraceExporter({ url });
  const exporter: ConstructorParameters<typeof BatchSpanProcessor>[0]["exporter"] = {
    export(spans, told) {
      wire.export(
        spans.flatMap((span) => cleanSpan(span, routes) ?? []),
        told,
      );
    },
    forceFlush: () => wire.forceFlush(),
    shutdown: () => wire.shutdown(),
  };
  const provider = new TracerProvider({
    resource: resourceFromAttributes({ "service.name": `habeas-${what}`, "service.version": version }),
    spanProcessors: [new BatchSpanProcessor({ exporter })],
  });
  context.setGlobalContextManager(new NodeContext());
  // The framework makes its own spans as soon as there is a provider.
  trace.setGlobalTracerProvider(provider);
  const tracer = provider.getTracer(ownScope);
  traceWith(({ about, ...attributes }) => {
    const span = tracer.startSpan(about, { attributes });
    return {
      within: (work) => context.with(trace.setSpan(context.active(), span), work),
      end(code) {
        if (code !== null) span.setAttribute("code", code).setStatus({ code: SpanStatusCode.ERROR });
        span.end();
      },
    };
  });
  return {
    async end() {
      traceWith(undefined);
      await provider.shutdown();
      trace.disable();
      context.disable();
    },
  };
}
