import type { ReactNode } from "react";
import { asker } from "#app/_auth/visitor.ts";
import { made } from "#app/_forms/page.ts";
import { type Draft, readDraft } from "#lib/request/draft.ts";
import { Gone } from "./Gone.tsx";
import { Sent } from "./Sent.tsx";

/** Makes the page of one question from the answers so far; without any, or after sending, says so instead. */
export function question(path: string, page: (draft: Draft) => ReactNode): Promise<ReactNode> {
  return made(path, async () => {
    const draft = await readDraft(await asker());
    if (!draft) return <Gone />;
    if (draft.sentReference) return <Sent reference={draft.sentReference} />;
    return page(draft);
  });
}
