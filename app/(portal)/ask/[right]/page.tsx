import { asker } from "#app/_auth/visitor.ts";
import { made, nothingHere } from "#app/_forms/page.ts";
import { rights } from "#lib/law/rights.ts";
import { readDraft } from "#lib/request/draft.ts";
import { WhatForm } from "../_flow/WhatForm.tsx";
import { WhoPage } from "../_flow/WhoPage.tsx";

/**
 * A door: the first question for one right, with what was answered before where the draft is for the same. Whoever is
 * signed in begins with what they ask for: who they are and where they live is known.
 */
export default async function DoorPage({
  params,
  searchParams,
}: {
  params: Promise<{ right: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  const { right: named } = await params;
  const { system, collection, only } = await searchParams;
  const right = rights.find((each) => each === named);
  if (!right) nothingHere();
  return made(`/ask/${right}`, async () => {
    const actor = await asker();
    const draft = await readDraft(actor);
    const same = draft?.right === right && draft.sent.length === 0 ? draft : null;
    const first = {
      ...(isId(system) && isId(collection) ? { system, collection } : {}),
      ...(only === "marketing" ? { only } : {}),
    };
    if (actor.kind === "account") {
      const values = same?.whats[right] ?? {};
      return (
        <WhatForm right={right} values={values} wrong={{}} back="/" begin={{ ...first, begin: "yes" }} />
      );
    }
    return <WhoPage right={right} draft={same ? { values: same.values, errors: {} } : null} first={first} />;
  });
}

/** An id of the data map; whether the map knows it is seen when the answer comes. */
function isId(named: string | string[] | undefined): named is string {
  return typeof named === "string" && /^[a-z][a-z0-9_]{0,62}$/.test(named);
}
