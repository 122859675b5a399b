import type { ReactNode } from "react";
import { textFor } from "#app/_text/text.ts";
import { Ribbon } from "./Ribbon.tsx";
import "./look/tokens.css";
import "./look/faces.css";
import "./look/base.css";
import "./look/controls.css";
import "./look/ruler.css";

/**
 * The outermost frame of pages for the house's own people, owners of systems and partners: English, whoever reads them.
 * `look`: how a reader chose the desk to look, as attributes that style sheets ask for.
 */
export function EnglishRoot({
  look = {},
  children,
}: {
  look?: { "data-theme"?: string | undefined; "data-density"?: string | undefined };
  children: ReactNode;
}) {
  return (
    // A script of the desk marks here that it runs.
    <html lang="en" dir="ltr" {...look} suppressHydrationWarning>
      <body>
        <Ribbon stage={process.env.HABEAS_STAGE_URL} text={textFor("en")} />
        {children}
      </body>
    </html>
  );
}
