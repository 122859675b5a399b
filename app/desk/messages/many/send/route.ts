import type { NextRequest } from "next/server";
import { act, type Done } from "#app/desk/_kit/act.ts";
import { textOf } from "#app/desk/_kit/form.ts";
import { counted } from "#app/desk/_kit/words.ts";
import { manyAddress, manyQuery, referencesIn } from "#app/desk/_messages/many.ts";
import { HabeasError } from "#lib/core/errors.ts";
import { sendToMany } from "#lib/notice/message/many.ts";

/** Lets the messages go that were looked at. Where some did not go, their page shows them again with the reason. */
export async function POST(request: NextRequest): Promise<Response> {
  const none: Done = { title: "Nothing was sent", sentence: "Choose the requests again." };
  return act(request, "/desk", none, async (actor, form) => {
    const pairs = form.getAll("seen").flatMap((one) => (typeof one === "string" ? [one.split(" ")] : []));
    const seen = Object.fromEntries(pairs.map(([reference = "", hash = ""]) => [reference, hash]));
    const { template, how } = manyQuery({ template: textOf(form, "template"), how: textOf(form, "how") });
    const references = referencesIn(Object.keys(seen));
    if (references.length === 0) throw new HabeasError("invalid", none.sentence);
    const batch = textOf(form, "batch");
    const { done, notDone } = await sendToMany(actor, references, { template, how, seen, batch });
    const went = `${counted(done.length, "message goes", "messages go")} in ten seconds`;
    if (notDone.length === 0)
      return { title: went, sentence: "Each can be taken back on its request until then.", to: "/desk" };
    const again = notDone.map((one) => one.reference);
    const whys = [...new Set(notDone.map(({ why }) => why))].slice(0, 3).join(" ");
    return {
      title: `${went}; ${counted(notDone.length, "was", "were")} not sent`,
      sentence: `${whys} Look at them again below.`,
      to: manyAddress({ references: again, template, how }),
    };
  });
}
