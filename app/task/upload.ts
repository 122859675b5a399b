import { withUploadRoom } from "#app/_forms/upload-room.ts";
import { HabeasError } from "#lib/core/errors.ts";

/** Bytes. A spreadsheet of one person's rows is far smaller; a whole company's does not belong here. */
const most = 25 * 1024 * 1024;
/** Bytes for the other fields and the lines between them. */
const around = 64 * 1024;

const tooLarge = () =>
  new HabeasError("invalid", "The file is larger than 25 MB. Send only the rows of this one person.");

/**
 * The fields of a form with a file. Held in memory, at most 25 MB of it, whatever the sender says about the
 * length. Throws HabeasError `invalid` for more, and for a body that is no form; `too_many` where many arrive at once.
 */
export const readUpload = (request: Request): Promise<FormData> => withUploadRoom(() => read(request));

async function read(request: Request): Promise<FormData> {
  if (Number(request.headers.get("content-length") ?? 0) > most + around) throw tooLarge();
  if (!request.body) throw new HabeasError("invalid", "The form came without its fields. Send it again.");
  let length = 0;
  let over = false;
  const counted = request.body.pipeThrough(
    new TransformStream<Uint8Array, Uint8Array>({
      transform(chunk, controller) {
        length += chunk.byteLength;
        over = length > most + around;
        if (over) controller.error(tooLarge());
        else controller.enqueue(chunk);
      },
    }),
  );
  const type = request.headers.get("content-type") ?? "";
  try {
    return await new Response(counted, { headers: { "content-type": type } }).formData();
  } catch {
    if (over) throw tooLarge();
    throw new HabeasError("invalid", "The form did not arrive whole. Send it again.");
  }
}
