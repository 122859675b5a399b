/** Bytes from `from` up to, not including, `to`. */
export type ByteSpan = { from: number; to: number };

/**
 * What a `Range` header asks for of a file of so many bytes (RFC 9110, 14.1.2). Null: the whole file, also where the
 * header is not understood or asks for several ranges, which may be answered so.
 */
export function spanOf(header: string | null, bytes: number): ByteSpan | "unsatisfiable" | null {
  const [, first, last] = /^bytes=(\d*)-(\d*)$/.exec(header?.trim() ?? "") ?? [];
  if (first === undefined || last === undefined || (first === "" && last === "")) return null;
  if (first === "") {
    const from = Math.max(0, bytes - Number(last));
    return from >= bytes ? "unsatisfiable" : { from, to: bytes };
  }
  const from = Number(first);
  if (last !== "" && Number(last) < from) return null;
  if (from >= bytes) return "unsatisfiable";
  return { from, to: last === "" ? bytes : Math.min(bytes, Number(last) + 1) };
}

/** The part that is asked for, unless `If-Range` names another state of the file: then the whole. */
export function askedSpan(
  headers: { range: string | null; ifRange: string | null },
  file: { bytes: number; etag: string },
): ByteSpan | "unsatisfiable" | null {
  if (headers.ifRange !== null && headers.ifRange.trim() !== file.etag) return null;
  return spanOf(headers.range, file.bytes);
}
