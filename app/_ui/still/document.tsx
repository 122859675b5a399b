import type { ReactNode } from "react";
import type { Text } from "#app/_text/text.ts";
import { Ribbon } from "#app/_ui/Ribbon.tsx";
import { Sheets } from "#app/_ui/Sheets.tsx";
import { markupOf } from "./markup.ts";

/** A whole document of plain HTML: nothing of the framework's runtime is in it, because none may run. */
export async function documentOf(
  page: ReactNode | Promise<ReactNode>,
  { text, themed }: { text: Text; themed: boolean },
): Promise<string> {
  const { language, direction } = text;
  const [sheets, { head, body }] = await Promise.all([
    markupOf(<Sheets language={language} themed={themed} />),
    markupOf(
      <>
        <Ribbon stage={process.env.HABEAS_STAGE_URL} text={text} />
        {await page}
      </>,
    ),
  ]);
  return `<!doctype html>
<html lang="${language}" dir="${direction}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
${head}
<link rel="icon" href="/icon.svg" type="image/svg+xml">
${sheets.head}
</head>
<body>
${body}
</body>
</html>
`;
}
