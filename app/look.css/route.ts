import { readFileSync } from "node:fs";
import { join } from "node:path";

// Written once, when the portal is built: the same sources as every page, under an address that pages made
// by hand (`app/_forms/plain-page.ts`) can know.
export const dynamic = "force-static";

const sheets = ["tokens", "base", "controls", "page"];

export function GET(): Response {
  const css = sheets.map((name) => readFileSync(join(process.cwd(), "app/_ui/look", `${name}.css`), "utf8"));
  return new Response(css.join("\n"), {
    headers: { "Content-Type": "text/css; charset=utf-8", "Cache-Control": "public, max-age=3600" },
  });
}
