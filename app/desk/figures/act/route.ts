import type { NextRequest } from "next/server";
import { figuresAddress } from "#app/desk/_figures/address.ts";
import { act } from "#app/desk/_kit/act.ts";
import { textOf } from "#app/desk/_kit/form.ts";
import { HabeasError } from "#lib/core/errors.ts";
import { publishFigures, withdrawFigures } from "#lib/decision/publish.ts";

/** A lead publishes the figures of a year, or takes them back. */
export async function POST(request: NextRequest): Promise<Response> {
  return act(request, "/desk/figures", { title: "Done", sentence: "" }, async (actor, form) => {
    const asked = { year: Number(textOf(form, "year")), law: textOf(form, "law") };
    const said = { to: figuresAddress("", asked) };
    switch (textOf(form, "act")) {
      case "publish":
        await publishFigures(actor, { ...asked, every: textOf(form, "every") === "yes" });
        return { ...said, title: "Published", sentence: "Everybody can read these figures now." };
      case "withdraw":
        await withdrawFigures(actor, asked);
        return { ...said, title: "Withdrawn", sentence: "These figures are not public any more." };
      default:
        throw new HabeasError("invalid", "The form is not whole. Send it again.");
    }
  });
}
