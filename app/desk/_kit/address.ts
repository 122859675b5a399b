/** A part of an address as it was meant. One that is not well formed stays as it is: nothing is found under it. */
export function partFrom(part: string): string {
  try {
    return decodeURIComponent(part).slice(0, 200);
  } catch {
    return part.slice(0, 200);
  }
}

/** A reference from an address, in the one spelling it is kept in. What is no reference at all stays what it is. */
export function referenceFrom(part: string): string {
  return partFrom(part).trim().toUpperCase();
}

export function requestAddress(reference: string, part: string = ""): string {
  return `/desk/requests/${encodeURIComponent(reference)}${part}`;
}
