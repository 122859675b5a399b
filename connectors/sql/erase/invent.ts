import { createHash } from "node:crypto";
import { ConnectorError } from "#connectors/errors.ts";
import type { Kind } from "./kind.ts";

const domain = "@example.invalid";

/**
 * An invented value of the same shape: letters for letters, digits for digits. It follows from the shape and the place
 * of the value alone, never from the value, so that it says nothing about it and done twice is the same.
 */
export function invented(value: string, kind: Kind, seed: string): string {
  const chance = chanceOf(`${kind.is} ${seed}`);
  switch (kind.is) {
    case "date":
      return dayOf(chance);
    case "moment":
      return `${dayOf(chance)} 00:00:00`;
    case "boolean":
      return String(chance(2));
    case "uuid":
      return Array.from({ length: 32 }, () => chance(16).toString(16))
        .join("")
        .replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
    case "integer":
    case "decimal": {
      const [, sign = "", digits = "", rest = ""] = /^(-?)(\d+)(.*)$/.exec(value) ?? [];
      // A number with as many digits as fit begins with 1, which always fits; a lone digit may be 0.
      const first = digits.length > 1 ? (digits.length > kind.digits ? 1 : 1 + chance(9)) : chance(10);
      const more = Array.from({ length: Math.max(0, digits.length - 1) }, () => chance(10));
      const number = [first, ...more].join("");
      return (number === "0" ? "" : sign) + number + rest.replace(/\d/g, () => String(chance(10)));
    }
    default:
      return /^[^@\s]+@[^@\s]+$/.test(value) ? addressOf(chance, kind) : shaped(value, chance);
  }
}

function addressOf(chance: (of: number) => number, kind: Kind): string {
  const room = Math.min((kind.length ?? 99) - domain.length, 20);
  if (room < 6)
    throw new ConnectorError("misconfigured", "A column has no room for an invented e-mail address.");
  return Array.from({ length: room }, () => letter(chance)).join("") + domain;
}

const letter = (chance: (of: number) => number): string => String.fromCharCode(97 + chance(26));

function shaped(value: string, chance: (of: number) => number): string {
  return Array.from(value, (one) => {
    if (/\p{Nd}/u.test(one)) return String(chance(10));
    if (/\p{Lu}|\p{Lt}/u.test(one)) return letter(chance).toUpperCase();
    return /\p{L}/u.test(one) ? letter(chance) : one;
  }).join("");
}

/** Between 1930 and 2000. */
const dayOf = (chance: (of: number) => number): string =>
  new Date(Date.UTC(1930, 0, 1 + chance(25_000))).toISOString().slice(0, 10);

/** Numbers below a bound, one after the other, from a seed. */
function chanceOf(seed: string): (below: number) => number {
  let block = Buffer.alloc(0);
  let at = 0;
  let no = 0;
  return (below) => {
    if (at + 4 > block.length) {
      block = createHash("sha256").update(`${no++} ${seed}`).digest();
      at = 0;
    }
    const number = block.readUInt32BE(at) % below;
    at += 4;
    return number;
  };
}
