import { reasons } from "./words.ts";

/** The short lists of reasons that the fields of this page offer. */
export function Reasons() {
  return (["hide", "show"] as const).map((choice) => (
    <datalist key={choice} id={`why-${choice}`}>
      {reasons[choice].map((one) => (
        <option key={one} value={one} />
      ))}
    </datalist>
  ));
}
