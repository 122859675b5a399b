import { buffer } from "node:stream/consumers";
import { cameFromOurPage } from "#app/_forms/origin.ts";
import { plainPage } from "#app/_forms/plain-page.ts";
import { seeOther } from "#app/_forms/post.ts";
import { readersText } from "#app/_text/reader.ts";
import { publishedKeys } from "#lib/bundle/signature/key.ts";
import { checkList } from "#lib/bundle/verify/manifest-check.ts";
import { checkPackage } from "#lib/bundle/verify/package-check.ts";
import { laidAside, partOf, type RandomAccess } from "#lib/bundle/verify/temporary.ts";
import { HabeasError } from "#lib/core/errors.ts";
import { log } from "#lib/core/log.ts";
import { listAnswer, packageAnswer, tooLargeAnswer } from "../answer.ts";
import { TooLarge, upTo } from "../arriving.ts";
import { type FormPart, partsOf } from "../parts.ts";
import { inTurn, withRoom } from "../turn.ts";

/** Bytes of a whole copy, of a list and of its signature. */
const mostOfPackage = 2 * 1024 ** 3;
const mostOfList = 64 * 1024 * 1024;
const mostOfSignature = 4096;
const mostOfForm = mostOfPackage + mostOfList;

/** Checks what somebody brings, and answers at once: there is nothing to come back to, because nothing is kept. */
export async function POST(request: Request): Promise<Response> {
  try {
    if (!cameFromOurPage(request)) return plainPage("foreign");
    if (Number(request.headers.get("content-length") ?? 0) > mostOfForm)
      return tooLargeAnswer(await readersText());
    return await withRoom(() => answer(partsOf(request, mostOfForm), { list: null, signature: null }));
  } catch (error) {
    if (error instanceof HabeasError && error.code === "too_many") return plainPage("tooMany");
    if (error instanceof TooLarge) return tooLargeAnswer(await readersText());
    if (error instanceof HabeasError && error.code === "invalid") return plainPage("unreadable");
    log.error({ err: error }, "a copy could not be checked");
    return plainPage("trouble");
  }
}

/** What came in before the field that is read now. */
type Before = { list: RandomAccess | null; signature: Buffer | null };

/** Takes the fields in, and checks in turn what they hold once it is there. Files are laid aside until the answer. */
async function answer(parts: AsyncIterator<FormPart>, { list, signature }: Before): Promise<Response> {
  let signed = signature;
  for (;;) {
    const { done, value: part } = await parts.next();
    if (done) return ofList({ list, signature: signed });
    if (part.name === "package") return laidAside(upTo(part.bytes, mostOfPackage), ofPackage);
    if (part.name === "list") {
      refuseTwice(list);
      const rest = (file: RandomAccess) => answer(parts, { list: file, signature: signed });
      return laidAside(upTo(part.bytes, mostOfList), rest);
    }
    if (part.name === "signature") {
      refuseTwice(signed);
      signed = await buffer(upTo(part.bytes, mostOfSignature));
    }
  }
}

async function ofPackage(file: RandomAccess): Promise<Response> {
  if (file.bytes === 0) return seeOther("/check-file?said=nothing");
  return packageAnswer(await inTurn(() => checkPackage(file, publishedKeys())), await readersText());
}

async function ofList({ list, signature }: Before): Promise<Response> {
  if (list === null || signature === null || list.bytes === 0 || signature.length === 0)
    return seeOther("/check-file?said=two");
  const check = async () =>
    checkList(await partOf(list, 0, list.bytes), signature.toString("utf8"), publishedKeys());
  return listAnswer(await inTurn(check), await readersText());
}

/** Our page sends each file once. */
function refuseTwice(before: unknown): void {
  if (before !== null) throw new HabeasError("invalid", "The form holds a file twice.");
}
