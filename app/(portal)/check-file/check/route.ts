import { cameFromOurPage } from "#app/_forms/origin.ts";
import { plainPage } from "#app/_forms/plain-page.ts";
import { seeOther } from "#app/_forms/post.ts";
import { publishedKeys } from "#lib/bundle/signature/key.ts";
import { checkList } from "#lib/bundle/verify/manifest-check.ts";
import { checkPackage } from "#lib/bundle/verify/package-check.ts";
import { laidAside } from "#lib/bundle/verify/temporary.ts";
import { HabeasError } from "#lib/core/errors.ts";
import { log } from "#lib/core/log.ts";
import { listAnswer, packageAnswer, tooLargeAnswer } from "../answer.ts";
import { type FormPart, partsOf } from "../parts.ts";
import { inTurn } from "../turn.ts";

/** Bytes of a whole copy, of a list and of its signature. */
const mostOfPackage = 2 * 1024 ** 3;
const mostOfList = 64 * 1024 * 1024;
const mostOfSignature = 4096;

/** Checks what somebody brings, and answers at once: there is nothing to come back to, because nothing is kept. */
export async function POST(request: Request): Promise<Response> {
  try {
    if (!cameFromOurPage(request)) return plainPage("foreign");
    if (Number(request.headers.get("content-length") ?? 0) > mostOfPackage + mostOfList)
      return tooLargeAnswer();
    return await inTurn(() => answer(request));
  } catch (error) {
    if (error instanceof HabeasError && error.code === "too_many") return plainPage("tooMany");
    if (error instanceof TooLarge) return tooLargeAnswer();
    if (error instanceof HabeasError && error.code === "invalid") return plainPage("unreadable");
    log.error({ err: error }, "a copy could not be checked");
    return plainPage("trouble");
  }
}

async function answer(request: Request): Promise<Response> {
  let list: Buffer | null = null;
  let signature: Buffer | null = null;
  for await (const part of partsOf(request)) {
    if (part.name === "package") return await ofPackage(part);
    if (part.name === "list") list = await held(part, mostOfList, list);
    if (part.name === "signature") signature = await held(part, mostOfSignature, signature);
  }
  if (list === null || signature === null || list.length === 0 || signature.length === 0)
    return seeOther("/check-file?said=two");
  return listAnswer(checkList(list, signature.toString("utf8"), publishedKeys()));
}

async function ofPackage({ bytes }: FormPart): Promise<Response> {
  const result = await laidAside(upTo(bytes, mostOfPackage), async (file) =>
    file.bytes === 0 ? null : checkPackage(file, publishedKeys()),
  );
  return result === null ? seeOther("/check-file?said=nothing") : packageAnswer(result);
}

class TooLarge extends Error {}

async function* upTo(bytes: AsyncIterable<Buffer>, most: number): AsyncGenerator<Buffer> {
  let sum = 0;
  for await (const piece of bytes) {
    sum += piece.length;
    if (sum > most) throw new TooLarge();
    yield piece;
  }
}

/** A small file in memory. Throws HabeasError `invalid` where the form had it `before`: our page sends it once. */
async function held({ bytes }: FormPart, most: number, before: Buffer | null): Promise<Buffer> {
  if (before !== null) throw new HabeasError("invalid", "The form holds a file twice.");
  const pieces: Buffer[] = [];
  for await (const piece of upTo(bytes, most)) pieces.push(piece);
  return Buffer.concat(pieces);
}
