import { requestAddress } from "../_kit/address.ts";

/** Where something is done: a page of the desk, a page below the request, or a place on its own page. */
export function placeAddress(reference: string, where: string): string {
  return where.startsWith("/desk/") ? where : requestAddress(reference, where);
}
