import type { ReactNode } from "react";
import { textFor } from "#app/_text/text.ts";
import { Ribbon } from "./Ribbon.tsx";
import "./look/tokens.css";
import "./look/faces.css";
import "./look/base.css";
import "./look/controls.css";
import "./look/ruler.css";

/** The outermost frame of pages for the house's own people, owners of systems and partners: English, whoever reads them. */
export function EnglishRoot({ children }: { children: ReactNode }) {
  return (
    <html lang="en" dir="ltr">
      <body>
        <Ribbon stage={process.env.HABEAS_STAGE_URL} text={textFor("en")} />
        {children}
      </body>
    </html>
  );
}
