/** What wraps the house's root keys: the key-encryption key, wherever it is. */
export type KeyKeeper = {
  /** Which key of which keeper, for people and for `vault_root.keeper`. Tells nothing of the key. */
  readonly id: string;
  /** Wraps a key, bound to a context. Throws HabeasError `unavailable` where the keeper cannot. */
  wrap(text: string, context: string): Promise<Buffer>;
  /** Unwraps what it wrapped under the same context. Throws HabeasError `unavailable`; never answers anything else. */
  unwrap(wrapped: Buffer, context: string): Promise<string>;
};
