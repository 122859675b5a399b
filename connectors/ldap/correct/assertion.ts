import { type Client, Control, type Filter, NotFilter, PresenceFilter } from "ldapts";
import { rawValues } from "../entry.ts";
import { and } from "../filter.ts";

const type = "1.3.6.1.1.12";

/** RFC 4528: an operation is done only on an entry for which a filter holds. */
class AssertionControl extends Control {
  readonly filter: Filter;
  constructor(filter: Filter) {
    super(type, { critical: true });
    this.filter = filter;
  }
  override writeControl(writer: Parameters<Control["write"]>[0]): void {
    writer.startSequence(0x04);
    this.filter.write(writer);
    writer.endSequence();
  }
}

/** Holds for entries that have no value of these attributes. */
export const absent = (attributes: readonly string[]): Control =>
  new AssertionControl(
    and(attributes.map((attribute) => new NotFilter({ filter: new PresenceFilter({ attribute }) }))),
  );

/** Whether the directory says that it knows such operations. */
export async function knowsAssertions(client: Client): Promise<boolean> {
  const { searchEntries } = await client.search("", { scope: "base", attributes: ["supportedControl"] });
  const [root] = searchEntries;
  return root !== undefined && rawValues(root, "supportedControl").map(String).includes(type);
}
