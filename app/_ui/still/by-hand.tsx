import type { Text } from "#app/_text/text.ts";
import { PageShell } from "#app/_ui/PageShell.tsx";
import { frame, house } from "#app/(portal)/_house/house.ts";
import { log } from "#lib/core/log.ts";
import { documentOf } from "./document.tsx";

/** Stands where markup that is made already belongs: a sign of no script, which no text of ours has. */
const here = "\uE000";

/**
 * A whole page around markup that whoever calls has made, with the head and the foot of every other page. Without a
 * readable map there is nobody to name, and the page stands alone.
 */
export async function pageAround(title: string, main: string, text: Text): Promise<string> {
  const document = await documentOf(shell(title, text), await frame());
  return document.replace(here, () => main);
}

async function shell(title: string, text: Text) {
  try {
    const { company } = await house();
    return (
      <PageShell title={title} text={text} company={company}>
        <h1>{title}</h1>
        {here}
      </PageShell>
    );
  } catch (error) {
    log.warn({ err: error }, "a page stands without its frame");
    return (
      <main className="inner">
        <title>{title}</title>
        <h1>{title}</h1>
        {here}
      </main>
    );
  }
}
