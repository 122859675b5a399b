import { redirect } from "next/navigation";
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
    if (draft.sent.length > 0) return <Sent sent={draft.sent} />;
    if (draft.rights.length === 0) redirect("/ask/words");
    return page(draft);
  });
}

/** Where "Back" leads from a question: to the one before, or to the check page where everything was answered already. */
export const backFrom = ({ next }: Pick<Draft, "next">, before: string): string =>
  next === "check" ? "/ask/check" : before;
