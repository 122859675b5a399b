import { ConnectorError } from "#connectors/errors.ts";
import { type JsonObject, textOf } from "#connectors/json.ts";
import type { Paging } from "#connectors/language/http.ts";
import { valueAt } from "#connectors/language/place.ts";
import { valuesOf } from "./field.ts";
import { type ReadyRequest, setParameter } from "./request.ts";

/** One page that was read: how many records, how many of them for the first time, and the last of them. */
export type Page = {
  found: number;
  fresh: number;
  last: JsonObject | undefined;
  headers: Readonly<Record<string, string>>;
  document: unknown;
};

/** Turns pages: changes the request so that it asks for the next one. */
export type Pager = {
  /** True while a 404 means that there are no more pages. */
  pastFirst(): boolean;
  /** Makes the request ask for the page after this one; false where there is none. Throws where pages go in a circle. */
  next(page: Page): boolean;
};

// Systems that deliver a page twice give some records again; systems that ignore the parameter give nothing else.
const mostStale = 3;
// Systems that filter after paging send empty pages between full ones; one that sends nothing else has no end.
const mostEmpty = 300;

/** The error for pages without an end. */
export const circle = () =>
  new ConnectorError("bad_answer", "The system's pages repeat and never come to an end.");

/** Sets the first page's parameters and turns the others. */
export function pagerOf(paging: Paging, request: ReadyRequest): Pager {
  const seen = new Set<string>([request.url.href]);
  let turned = 0;
  let stale = 0;
  let empty = 0;
  let offset = 0;
  const once = (mark: string): void => {
    if (seen.has(mark)) throw circle();
    seen.add(mark);
  };
  if ("size_param" in paging && paging.size_param !== undefined && paging.size !== undefined) {
    setParameter(request, paging.in, paging.size_param, paging.size);
  }
  if (paging.kind === "page") setParameter(request, paging.in, paging.param, paging.first);
  if (paging.kind === "offset") setParameter(request, paging.in, paging.param, 0);

  const turn = (page: Page): boolean => {
    switch (paging.kind) {
      case "none":
        return false;
      case "page":
        // Not "shorter than asked for": many systems cap the size of a page without a word.
        if (page.found === 0) return false;
        if (page.fresh === 0) throw circle();
        setParameter(request, paging.in, paging.param, paging.first + turned + 1);
        return true;
      case "offset":
        if (page.found === 0) return false;
        if (page.fresh === 0) throw circle();
        offset += page.found;
        setParameter(request, paging.in, paging.param, offset);
        return true;
      case "keyset": {
        if (page.found === 0) return false;
        const [value] = page.last === undefined ? [] : valuesOf(page.last, paging.field);
        const text = textOf(value);
        if (text === undefined || text === "") {
          throw new ConnectorError(
            "schema_changed",
            `The system sent a record without ${paging.field.text}, after which its next page begins.`,
          );
        }
        once(text);
        setParameter(request, paging.in, paging.param, paging.in === "body" ? (value as string) : text);
        return true;
      }
      case "cursor": {
        const next = cursorIn(page.document, paging);
        if (next === undefined) return false;
        once(next.text);
        setParameter(request, paging.in, paging.param, paging.in === "body" ? next.json : next.text);
        return true;
      }
      case "link": {
        const next =
          paging.next === undefined ? linkIn(page.headers.link) : addressAt(page.document, paging.next);
        if (next === undefined) return false;
        const url = URL.canParse(next, request.url) ? new URL(next, request.url) : undefined;
        if (url?.origin !== request.url.origin) {
          throw new ConnectorError(
            "bad_answer",
            "The system's next page is at another address, which we do not follow.",
          );
        }
        once(url.href);
        request.url = url;
        return true;
      }
    }
  };
  return {
    pastFirst: () => turned > 0 && (paging.kind === "page" || paging.kind === "offset"),
    next: (page) => {
      stale = page.fresh === 0 && page.found > 0 ? stale + 1 : 0;
      empty = page.found === 0 ? empty + 1 : 0;
      if (stale > mostStale || empty > mostEmpty) throw circle();
      if (!turn(page)) return false;
      turned += 1;
      return true;
    },
  };
}

const undescribed = () =>
  new ConnectorError(
    "bad_answer",
    "The system names its next page in a way that the data map does not describe.",
  );

const isNone = (value: unknown) => value === undefined || value === null || value === "" || value === false;

function cursorIn(
  document: unknown,
  paging: Extract<Paging, { kind: "cursor" }>,
): { text: string; json: string | number } | undefined {
  const value = valueAt(document, paging.next);
  if (paging.more !== undefined) {
    const more = valueAt(document, paging.more);
    if (more === false || more === 0 || more === "false") return undefined;
    if (more === undefined) throw undescribed();
    if (isNone(value) && more !== null) throw undescribed();
  }
  if (isNone(value)) return undefined;
  const text = textOf(value);
  if (text === undefined) throw undescribed();
  const inAddress =
    /^https?:/.test(text) && URL.canParse(text) ? new URL(text).searchParams.get(paging.param) : null;
  return inAddress === null ? { text, json: value as string | number } : { text: inAddress, json: inAddress };
}

function addressAt(document: unknown, place: string): string | undefined {
  const value = valueAt(document, place);
  if (isNone(value)) return undefined;
  if (typeof value !== "string") throw undescribed();
  return value;
}

/** The address with rel="next" in a `Link` header (RFC 8288). */
function linkIn(header: string | undefined): string | undefined {
  for (const [, target, parameters = ""] of (header ?? "").matchAll(/<([^>]*)>((?:[^,"<]|"[^"]*")*)/g)) {
    const rel = /;\s*rel\s*=\s*(?:"([^"]*)"|([^\s;,"]+))/i.exec(parameters);
    const kinds = (rel?.[1] ?? rel?.[2] ?? "").toLowerCase().split(/\s+/);
    if (kinds.includes("next")) return target;
  }
  return undefined;
}
