import { answerFormAbout, seeOther } from "#app/_forms/post.ts";
import { locked, lockOf } from "#lib/bundle/protect/protect.ts";
import { answerWithFile, attachment, streamOf } from "../../_file/answer.ts";
import type { LockTrouble } from "../../_file/lock-trouble.ts";

type Params = { params: Promise<{ ref: string; number: string }> };

/**
 * Streams a bundle to its person as an age file, locked by words or a key that they give here. Neither is kept, logged or
 * part of an address; a locked file is another one each time, so it has no parts to go on with.
 */
export function POST(request: Request, { params }: Params): Promise<Response> {
  return answerFormAbout(request, params, async (reference, { words, again, key }) => {
    const refused = (why: LockTrouble) => seeOther(`/r/${reference}/download?said=${why}`);
    const byKey = key !== undefined;
    if (!byKey && words !== again) return refused("different");
    const lock = byKey ? lockOf("recipient", key) : lockOf("passphrase", words);
    if (lock === null) return refused(byKey ? "noKey" : "short");
    return answerWithFile(
      request,
      params,
      async (file) => {
        const headers = attachment(`${file.fileName}.age`, "application/octet-stream");
        return new Response(await locked(lock, streamOf(file.open())), { headers });
      },
      { partly: false },
    );
  });
}
