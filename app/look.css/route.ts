import { readFileSync } from "node:fs";
import { join } from "node:path";

// Written once, when the portal is built: one sheet for every consumer page, under an address that pages made beforehand
// and by hand (`app/_ui/still`) can know too, so that a browser fetches it once.
export const dynamic = "force-static";

const sheets = [
  ...["tokens", "faces", "base", "controls", "ruler", "page", "home", "forms", "parts"],
  ...["me", "dealings", "brands", "others", "figures"],
];

export function GET(): Response {
  const folder = join(process.cwd(), "app/_ui/look");
  const css = sheets.map((name) => readFileSync(join(folder, `${name}.css`), "utf8"));
  return new Response(css.join("\n"), {
    headers: { "Content-Type": "text/css; charset=utf-8", "Cache-Control": "public, max-age=3600" },
  });
}
