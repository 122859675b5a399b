import { asker } from "#app/_auth/visitor.ts";
import { made, nothingHere } from "#app/_forms/page.ts";
import { rights } from "#lib/law/rights.ts";
import { readDraft } from "#lib/request/draft.ts";
import { WhoPage } from "../_flow/WhoPage.tsx";

/** A door: the first question for one right, with what was answered before where the draft is for the same. */
export default async function DoorPage({
  params,
  searchParams,
}: {
  params: Promise<{ right: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  const { right: named } = await params;
  const { system, collection } = await searchParams;
  const right = rights.find((each) => each === named);
  if (!right) nothingHere();
  return made(`/ask/${right}`, async () => {
    const draft = await readDraft(await asker());
    const same = draft?.right === right && draft.sentReference === null;
    const about = isId(system) && isId(collection) ? { system, collection } : null;
    return <WhoPage right={right} draft={same ? { values: draft.values, errors: {} } : null} about={about} />;
  });
}

/** An id of the data map; whether the map knows it is seen when the answer comes. */
function isId(named: string | string[] | undefined): named is string {
  return typeof named === "string" && /^[a-z][a-z0-9_]{0,62}$/.test(named);
}
