import { asker } from "#app/_auth/visitor.ts";
import { made, nothingHere } from "#app/_forms/page.ts";
import { rights } from "#lib/law/rights.ts";
import { readDraft } from "#lib/request/draft.ts";
import { WhoPage } from "../_flow/WhoPage.tsx";

/** A door: the first question for one right, with what was answered before where the draft is for the same. */
export default async function DoorPage({ params }: { params: Promise<{ right: string }> }) {
  const { right: named } = await params;
  const right = rights.find((each) => each === named);
  if (!right) nothingHere();
  return made(`/ask/${right}`, async () => {
    const draft = await readDraft(await asker());
    const same = draft?.right === right && draft.sentReference === null;
    return <WhoPage right={right} draft={same ? { values: draft.values, errors: {} } : null} />;
  });
}
