import { networkNow } from "#app/_auth/network.ts";
import { askerWithToken } from "#app/_auth/visitor.ts";
import { closed } from "#app/_forms/closed.ts";
import { cameFromOurPage } from "#app/_forms/origin.ts";
import { plainPage } from "#app/_forms/plain-page.ts";
import { seeOther } from "#app/_forms/post.ts";
import { readUpload } from "#app/task/upload.ts";
import { checkBatch } from "#lib/behalf/batch.ts";
import { HabeasError } from "#lib/core/errors.ts";
import { log } from "#lib/core/log.ts";
import { countFiling, effortAsked } from "#lib/request/effort/asked.ts";

/** Checks an agent's list; what is wrong with it stands on the page it came from. */
export async function POST(request: Request): Promise<Response> {
  if (await closed()) return plainPage("maintenance");
  if (!cameFromOurPage(request)) return plainPage("foreign");
  try {
    // Nothing is proven yet, and each list that is kept holds a whole paper: they share what may be filed.
    const network = await networkNow();
    if (await effortAsked(network)) return plainPage("tooMany", "/for/batch");
    await countFiling(network);
    const { actor, cookies } = await askerWithToken();
    const form = await readUpload(request);
    const { ok } = await checkBatch(actor, {
      name: said(form, "name"),
      email: said(form, "email"),
      list: await bytesOf(form, "list"),
      paper: await bytesOf(form, "paper"),
    });
    return seeOther(ok ? "/for/batch?said=checked" : "/for/batch?said=wrong", cookies);
  } catch (error) {
    if (error instanceof HabeasError && error.code === "too_many") return plainPage("tooMany", "/for/batch");
    if (error instanceof HabeasError && error.code === "invalid") return plainPage("large", "/for/batch");
    log.error({ err: error }, "a list of people failed");
    return plainPage("trouble", "/for/batch");
  }
}

function said(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === "string" ? value.replaceAll("\u0000", "") : "";
}

async function bytesOf(form: FormData, name: string): Promise<Uint8Array | null> {
  const file = form.get(name);
  return file instanceof File && file.size > 0 ? new Uint8Array(await file.arrayBuffer()) : null;
}
