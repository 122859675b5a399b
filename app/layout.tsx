import type { ReactNode } from "react";
import { textFor } from "#app/_text/text.ts";
import { faces } from "#app/_ui/look/fonts.ts";
import { Ribbon } from "#app/_ui/Ribbon.tsx";
import "#app/_ui/look/tokens.css";
import "#app/_ui/look/base.css";
import "#app/_ui/look/controls.css";
import "#app/_ui/look/ruler.css";

// The company's name and the ribbon come from the running deployment, not from the build: one build
// serves every company, and it needs neither a map nor a database.
export const dynamic = "force-dynamic";

export const viewport = { width: "device-width", initialScale: 1, colorScheme: "light dark" };

/** The frame of every page: language, direction, faces, tokens. Titles are set by each page's shell. */
export default function RootLayout({ children }: { children: ReactNode }) {
  const { language, direction } = textFor("en");
  return (
    <html lang={language} dir={direction} className={faces}>
      <body>
        <Ribbon stage={process.env.HABEAS_STAGE_URL} />
        {children}
      </body>
    </html>
  );
}
