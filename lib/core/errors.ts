/**
 * Why a use case said no, as a closed list. `not_found` is also the answer for an object that
 * exists but is not the actor's: the two must not be told apart.
 */
export type HabeasErrorCode =
  | "not_found"
  | "forbidden"
  | "conflict"
  | "invalid"
  | "too_many"
  | "gone"
  | "unavailable"
  /** A legal act of staff whose last sign-in is too long ago: they sign in again, and go on. */
  | "step_up";

/** The one error class of the domain. `sentence` is fit for the reader's eyes and holds no personal data. */
export class HabeasError extends Error {
  readonly code: HabeasErrorCode;

  constructor(code: HabeasErrorCode, sentence: string) {
    super(sentence);
    this.name = "HabeasError";
    this.code = code;
  }
}

/** Throws the uniform `not_found`, the same words whatever was asked for. */
export function notFound(): never {
  throw new HabeasError("not_found", "There is nothing here, or it is not yours to see.");
}
