import type { InspectedColumn } from "#connectors/contract.ts";
import { ruleFor } from "./column-rules.ts";
import type { Seeming, Shape } from "./seeming.ts";
import type { Look } from "./values.ts";

/** The rough kind of a column's type, in any of the databases. */
function shapeOf(type: string): Shape {
  const name = type.toLowerCase();
  if (/bool|tinyint\(1\)|^bit\b/.test(name)) return "flag";
  if (/json/.test(name)) return "json";
  if (/bytea|blob|binary/.test(name)) return "bytes";
  if (/date|time|year/.test(name)) return "date";
  if (/char|text|clob|citext|enum|uuid|inet|string/.test(name)) return "text";
  if (/int|serial|numeric|decimal|real|double|float|money|number/.test(name)) return "number";
  return name === "" ? "text" : "other";
}

/**
 * What a column's name, type and sampled values say of it.
 * @param mailed whether another column of the table is named after e-mail addresses: then values alone say nothing
 */
export function seemingOf(
  column: InspectedColumn,
  words: readonly string[],
  look: Look,
  mailed: boolean,
): Seeming {
  const shape = shapeOf(column.type);
  if (shape === "flag") return { why: "yes or no", sure: 0.7 };
  const rule = ruleFor(words, shape);
  if (rule) return judged(rule, look, shape);
  return byValues(look, shape, mailed);
}

function judged(found: Omit<Seeming, "why" | "sure">, look: Look, shape: Shape): Seeming {
  const there = look.seen - look.empty;
  if (found.identifier === "email" && there >= 3 && look.email < 0.5) {
    return {
      category: "identifiers",
      why: "named like an e-mail address, but the values are none",
      sure: 0.4,
    };
  }
  if (found.identifier === "username" && there >= 3 && look.email >= 0.6) {
    return { ...found, identifier: "email", why: "the values are e-mail addresses", sure: 0.9 };
  }
  if (found.freeText && (shape === "json" || (there >= 3 && look.length < 3))) {
    return { category: "technical", why: "too short for a text", sure: 0.4 };
  }
  const agrees = found.identifier === "email" && look.email >= 0.9;
  return { ...found, why: agrees ? "the name and the values" : "the name", sure: agrees ? 0.98 : 0.8 };
}

function byValues(look: Look, shape: Shape, mailed: boolean): Seeming {
  const there = look.seen - look.empty;
  if (there < 3 || shape !== "text") return { why: "nothing personal in its name", sure: 0.5 };
  if (look.email >= 0.8 && !mailed) {
    return {
      identifier: "email",
      category: "identifiers",
      fact: "contact.email",
      likeness: "email",
      why: "the values are e-mail addresses",
      sure: 0.85,
    };
  }
  if (look.hash >= 0.8)
    return { secret: true, category: "security", why: "the values are hashes", sure: 0.6 };
  if (look.ip >= 0.8)
    return { category: "internet_activity", why: "the values are network addresses", sure: 0.8 };
  if (look.length > 120) return { freeText: true, category: "communications", why: "long texts", sure: 0.6 };
  return { why: "nothing personal in its name or values", sure: 0.5 };
}
