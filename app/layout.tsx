import type { ReactNode } from "react";
import { readersText } from "#app/_text/reader.ts";
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
export default async function RootLayout({ children }: { children: ReactNode }) {
  const text = await readersText();
  return (
    <html lang={text.language} dir={text.direction} className={faces}>
      <body>
        <Ribbon stage={process.env.HABEAS_STAGE_URL} text={text} />
        {children}
      </body>
    </html>
  );
}
