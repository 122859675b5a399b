import { ConnectorError } from "#connectors/errors.ts";

/** A file cannot be written anew with these values and be the same in all else: the map asks for what cannot be done. */
export class Unwritable extends ConnectorError {
  constructor(sentence: string) {
    super("misconfigured", sentence);
  }
}
