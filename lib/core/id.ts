import { notFound } from "./errors.ts";

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const largest = 2 ** 31 - 1;

/** True for what can be a row's id. */
export function isRowId(typed: string): boolean {
  return uuid.test(typed);
}

/** A row's id as it came from outside. Throws the uniform `not_found` for what cannot be one. */
export function rowId(typed: string): string {
  return isRowId(typed) ? typed : notFound();
}

/** A running number (of a bundle) as it came from outside. Throws the uniform `not_found` for what cannot be one. */
export function rowNumber(typed: number): number {
  return Number.isInteger(typed) && typed > 0 && typed <= largest ? typed : notFound();
}
