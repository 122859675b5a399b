import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";

/** Bytes. A mark of 32 pixels' height needs no more. */
const largest = 64 * 1024;

export type Logo = { bytes: Uint8Array<ArrayBuffer>; type: "image/svg+xml" | "image/png" };
export type LogoReading = { logo: Logo } | { wrong: string };

/** Reads a logo that lies beside the map, or says what is wrong with it and how to mend it. */
export function readLogo(folder: string, name: string): LogoReading {
  let bytes: Uint8Array<ArrayBuffer>;
  try {
    const path = join(folder, name);
    if (statSync(path).size > largest)
      return { wrong: `the file ${name} is larger than 64 kB; make it smaller` };
    bytes = new Uint8Array(readFileSync(path));
  } catch {
    return { wrong: `there is no file ${name} beside the map that can be read` };
  }
  if (name.endsWith(".png")) {
    const signature = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
    return signature.every((byte, at) => bytes[at] === byte)
      ? { logo: { bytes, type: "image/png" } }
      : { wrong: `the file ${name} is no PNG picture` };
  }
  const wrong = wrongInSvg(new TextDecoder().decode(bytes));
  return wrong ? { wrong: `the file ${name} ${wrong}` } : { logo: { bytes, type: "image/svg+xml" } };
}

/** What an SVG file may not hold: whatever runs, or leads out of it. */
const refused: readonly [RegExp, string][] = [
  [/<!(DOCTYPE|ENTITY)/i, "has a document type or an entity; remove it"],
  [
    /<\s*([a-z]+:)?(script|foreignObject|iframe|object|embed|handler)\b/i,
    "holds a script or a foreign part; remove it",
  ],
  [/\son[a-z]+\s*=/i, "has an attribute that runs a script (on…=); remove it"],
  [
    /(href|src)\s*=\s*(["']?)\s*(?!["']?#)[^\s"'>#]/i,
    "leads out of itself (href or src); draw it in the file instead",
  ],
  [/url\(\s*["']?\s*(?!#)[^\s#]|@import/i, "loads something (url or @import); draw it in the file instead"],
  [/<\s*([a-z]+:)?(set|animate\w*)\b/i, "moves; remove the animation"],
  [/<\?(?!xml\s)/i, "has a processing instruction; remove it"],
];

function wrongInSvg(text: string): string | null {
  if (!/<svg[\s>]/.test(text)) return "is no SVG picture";
  return refused.find(([shape]) => shape.test(text))?.[1] ?? null;
}
