import { ConnectorError } from "#connectors/errors.ts";

/** The database answered, and does not let something be written: no trouble, and no use in trying again. */
export class Refusal extends ConnectorError {
  readonly why: string;

  /** @param sentence without data; that nothing was changed is said besides */
  constructor(sentence: string) {
    super("bad_answer", `${sentence} Nothing was changed.`);
    this.why = sentence;
  }
}
