/** A reference from an address, in the one spelling it is kept in. What is no reference at all stays what it is. */
export function referenceFrom(part: string): string {
  return decodeURIComponent(part).trim().toUpperCase().slice(0, 40);
}

export function requestAddress(reference: string, part: string = ""): string {
  return `/desk/requests/${encodeURIComponent(reference)}${part}`;
}
