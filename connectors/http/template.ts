import { ConnectorError } from "#connectors/errors.ts";

/** What a placeholder stands for: as text in an address or header, as JSON in a body. */
export type Filling = { text: string; json: unknown };
/** A placeholder's name without braces → its value. A name that is allowed but not here has no value this time. */
export type Fillings = ReadonlyMap<string, Filling>;

const slots = /\{([A-Za-z0-9_.]*)\}/g;
const doubled = /\{\{[A-Za-z0-9_.]*\}|\{[A-Za-z0-9_.]*\}\}/;

/** The names of the placeholders in a text. Throws `misconfigured` for braces in braces. */
function namesIn(text: string, where: string): string[] {
  if (doubled.test(text)) {
    throw new ConnectorError("misconfigured", `In the data map ${where} has a placeholder inside braces.`);
  }
  return [...text.matchAll(slots)].map((match) => match[1] ?? "");
}

/** The placeholders of a text, all of which must be allowed. Throws `misconfigured` naming the place in the map. */
export function textNames(text: string, allowed: ReadonlySet<string>, where: string): string[] {
  const names = namesIn(text, where);
  for (const name of names) {
    if (!allowed.has(name)) {
      throw new ConnectorError(
        "misconfigured",
        `In the data map ${where} has the placeholder {${name}}, which stands for nothing there.`,
      );
    }
  }
  return names;
}

/** The same for a JSON body, where a placeholder must be a string as a whole: a value never becomes part of a text. */
export function bodyNames(body: unknown, allowed: ReadonlySet<string>, where: string): string[] {
  if (typeof body === "string") {
    const names = textNames(body, allowed, where);
    if (names.length > 0 && body !== `{${names[0]}}`) {
      throw new ConnectorError(
        "misconfigured",
        `In the data map the body of ${where} has a placeholder within a longer text; it must be a value by itself.`,
      );
    }
    return names;
  }
  if (Array.isArray(body)) return body.flatMap((one) => bodyNames(one, allowed, where));
  if (body === null || typeof body !== "object") return [];
  return Object.entries(body).flatMap(([name, value]) => {
    if (namesIn(name, where).length > 0) {
      throw new ConnectorError(
        "misconfigured",
        `In the data map ${where} has a placeholder as a member's name.`,
      );
    }
    return bodyNames(value, allowed, where);
  });
}

/** A text with its placeholders filled in one pass, so that braces in a value stay what they are; undefined without a value. */
export function fillText(
  text: string,
  fillings: Fillings,
  as: (value: string) => string = (value) => value,
): string | undefined {
  let missing = false;
  const filled = text.replace(slots, (_whole, name: string) => {
    const value = fillings.get(name);
    if (value === undefined) missing = true;
    return value === undefined ? "" : as(value.text);
  });
  return missing ? undefined : filled;
}

/** A body with its placeholders replaced by JSON values; members and elements without a value are left out. */
export function fillBody(body: unknown, fillings: Fillings): unknown {
  if (typeof body === "string") {
    const name = /^\{([A-Za-z0-9_.]*)\}$/.exec(body)?.[1];
    return name === undefined ? body : fillings.get(name)?.json;
  }
  if (Array.isArray(body))
    return body.map((one) => fillBody(one, fillings)).filter((one) => one !== undefined);
  if (body === null || typeof body !== "object") return body;
  return Object.fromEntries(
    Object.entries(body).flatMap(([name, value]) => {
      const filled = fillBody(value, fillings);
      return filled === undefined ? [] : [[name, filled]];
    }),
  );
}
