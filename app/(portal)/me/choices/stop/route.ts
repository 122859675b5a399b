import { seeOther } from "#app/_forms/post.ts";
import { readersText } from "#app/_text/reader.ts";
import { stopHere } from "#lib/me/choices.ts";
import { answerMine } from "../../_parts/act.ts";

/** Stops what was ticked, at once: nothing more is to be proven for that. */
export function POST(request: Request): Promise<Response> {
  return answerMine(request, "/me/choices", async (actor, values) => {
    const kinds = Object.keys(values).flatMap((name) =>
      name.startsWith("stop.") && values[name] === "yes" ? [name.slice("stop.".length)] : [],
    );
    if (kinds.length === 0) return seeOther("/me/choices?said=nothing");
    const { language } = await readersText();
    const reference = await stopHere(actor, kinds, values.formKey ?? "", language);
    return seeOther(reference ? "/me/choices?said=stopped" : "/ask/opt_out");
  });
}
