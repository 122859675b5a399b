import type { NextRequest } from "next/server";
import { takePack } from "#app/desk/_evidence/take.ts";
import { referenceFrom, requestAddress } from "#app/desk/_kit/address.ts";
import { textOf } from "#app/desk/_kit/form.ts";

type Context = { params: Promise<{ ref: string }> };

/** The evidence of one request. */
export async function POST(request: NextRequest, { params }: Context): Promise<Response> {
  const reference = referenceFrom((await params).ref);
  return takePack(request, requestAddress(reference, "/evidence"), (form) => ({
    reference,
    withWords: textOf(form, "words") === "yes",
  }));
}
