/** The body of a request as bytes; null where it is larger than `most`, whatever it said about itself, or takes longer than `seconds`. */
export async function readWithin(
  request: Request,
  { most, seconds }: { most: number; seconds: number },
): Promise<Uint8Array | null> {
  if (Number(request.headers.get("content-length") ?? 0) > most) return null;
  const reader = request.body?.getReader();
  if (!reader) return new Uint8Array();
  let late = false;
  // Whoever sends one byte an hour must not keep others out.
  const timer = setTimeout(() => {
    late = true;
    void reader.cancel().catch(() => {});
  }, seconds * 1000);
  try {
    const chunks: Uint8Array[] = [];
    let size = 0;
    for (;;) {
      const { done, value } = await reader.read();
      if (late) return null;
      if (done) return Buffer.concat(chunks);
      size += value.byteLength;
      if (size > most) {
        await reader.cancel();
        return null;
      }
      chunks.push(value);
    }
  } finally {
    clearTimeout(timer);
  }
}
