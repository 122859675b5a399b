import type { ReactNode } from "react";
import { Ribbon } from "#app/_ui/Ribbon.tsx";
import { Sheets } from "#app/_ui/Sheets.tsx";
import { frame } from "./_house/house.ts";

// The company's name and the ribbon come from the running deployment, not from the build: one build
// serves every company, and it needs neither a map nor a database.
export const dynamic = "force-dynamic";

export const viewport = { width: "device-width", initialScale: 1, colorScheme: "light dark" };

/**
 * The frame of every consumer page: language, direction, faces, tokens. Titles are set by each page's shell. The sheets
 * are those of app/look.css, the same for every page and for those that are made beforehand.
 */
export default async function PortalLayout({ children }: { children: ReactNode }) {
  const { text, themed } = await frame();
  return (
    <html lang={text.language} dir={text.direction}>
      <head>
        <Sheets language={text.language} themed={themed} />
      </head>
      <body>
        <Ribbon stage={process.env.HABEAS_STAGE_URL} text={text} />
        {children}
      </body>
    </html>
  );
}
