import { readFileSync } from "node:fs";
import { join } from "node:path";

// Written once, when the portal is built.
export const dynamic = "force-static";
export const dynamicParams = false;

/** The files behind the names of faces.css. A new version of a face gets a new name, because browsers keep them. */
const files: Record<string, string> = {
  "atkinson-latin.woff2":
    "atkinson-hyperlegible-next/files/atkinson-hyperlegible-next-latin-wght-normal.woff2",
  "atkinson-latin-ext.woff2":
    "atkinson-hyperlegible-next/files/atkinson-hyperlegible-next-latin-ext-wght-normal.woff2",
  "newsreader-latin.woff2": "newsreader/files/newsreader-latin-wght-normal.woff2",
  "newsreader-latin-ext.woff2": "newsreader/files/newsreader-latin-ext-wght-normal.woff2",
  "mono-latin.woff2": "atkinson-hyperlegible-mono/files/atkinson-hyperlegible-mono-latin-wght-normal.woff2",
  "vazirmatn.woff2": "vazirmatn/files/vazirmatn-arabic-wght-normal.woff2",
  "hebrew-sans.woff2": "noto-sans-hebrew/files/noto-sans-hebrew-hebrew-wght-normal.woff2",
  "hebrew-serif.woff2": "noto-serif-hebrew/files/noto-serif-hebrew-hebrew-wght-normal.woff2",
};

export function generateStaticParams() {
  return Object.keys(files).map((name) => ({ name }));
}

export async function GET(_request: Request, { params }: { params: Promise<{ name: string }> }) {
  const file = files[(await params).name];
  if (!file) return new Response(null, { status: 404 });
  const bytes = readFileSync(join(process.cwd(), "node_modules/@fontsource-variable", file));
  return new Response(new Uint8Array(bytes), { headers: { "Content-Type": "font/woff2" } });
}
