import { readdirSync } from "node:fs";
import { NextRequest } from "next/server";
import type { ReactNode } from "react";
import { renderToReadableStream } from "react-dom/server";

/** How a route answered: the text of everything it would send, and what was left to be said on the next page. */
export type Answer = { status: number; text: string; told: { tone: string; sentence: string } | null };

/** What the last form left to be said; the notice of the product is replaced by this in the test. */
export const left: { notice: { tone: string; title: string; sentence: string } | null } = { notice: null };

/** Every page and route of a folder of `app/`, as their paths on the disk, sorted. */
export function routesOf(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .map((name) => name.replaceAll("\\", "/"))
    .filter((name) => /(^|\/)(page\.tsx|route\.ts)$/.test(name))
    .sort();
}

type Params = Record<string, string>;
type Page = (props: {
  params: Promise<Params>;
  searchParams: Promise<Params>;
}) => ReactNode | Promise<ReactNode>;
type Handler = (request: NextRequest, context: { params: Promise<Params> }) => Promise<Response>;

const origin = "http://localhost:4000";

/** Asks one route as the portal would: a page is drawn whole, a handler gets a request of our own page. */
export async function ask(
  load: () => Promise<unknown>,
  route: string,
  params: Params,
  fields: Params = {},
): Promise<Answer> {
  left.notice = null;
  const module = (await load()) as { default?: Page; GET?: Handler; POST?: Handler };
  const path = `/desk/${route.replace(/\/?(page\.tsx|route\.ts)$/, "")}`.replace(
    /\[(\w+)\]/g,
    (_all, name: string) => params[name] ?? "x",
  );
  try {
    if (module.default) {
      const drawn = await module.default({
        params: Promise.resolve(params),
        searchParams: Promise.resolve({}),
      });
      const stream = await renderToReadableStream(drawn, { onError: () => undefined });
      await stream.allReady;
      return { status: 200, text: await new Response(stream).text(), told: null };
    }
    const headers = { "sec-fetch-site": "same-origin", "content-type": "application/x-www-form-urlencoded" };
    const body = new URLSearchParams(fields).toString();
    const handler = module.POST ?? module.GET;
    if (!handler) throw new Error(`${route} has no handler`);
    const request = module.POST
      ? new NextRequest(`${origin}${path}`, { method: "POST", headers, body })
      : new NextRequest(`${origin}${path}`, { headers });
    const answer = await handler(request, { params: Promise.resolve(params) });
    const isStream = answer.headers.get("content-type")?.startsWith("text/event-stream") === true;
    if (isStream) await answer.body?.cancel();
    const text = isStream ? "" : await answer.text();
    return { status: answer.status, text, told: left.notice };
  } catch (error) {
    const digest = error instanceof Error && "digest" in error ? String(error.digest) : "";
    if (digest.startsWith("NEXT_")) return { status: 303, text: digest, told: null };
    throw error;
  }
}
