import { backFrom, question } from "../_flow/question.tsx";
import { WhatForm } from "../_flow/WhatForm.tsx";

/** The content of the request; where several things are asked for, of the one that the address names. */
export default async function WhatPage({
  searchParams,
}: {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  const { right: named } = await searchParams;
  return question("/ask/what", (draft) => {
    const right = draft.rights.find((one) => one === named) ?? draft.nextRight ?? draft.right;
    const values = draft.whats[right] ?? {};
    return <WhatForm right={right} values={values} wrong={draft.errors} back={backFrom(draft, "/ask/you")} />;
  });
}
