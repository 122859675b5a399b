import type { ReactNode } from "react";
import { requestAddress } from "../_kit/address.ts";

/** A form of the erasure page: the act it asks for, and what it is bound to. */
export function EraseForm({
  reference,
  act,
  hidden = {},
  children,
}: {
  reference: string;
  act: string;
  hidden?: Record<string, string>;
  children: ReactNode;
}) {
  return (
    <form action={requestAddress(reference, "/erase/act")} method="post" className="desk-form">
      <input type="hidden" name="act" value={act} />
      {Object.entries(hidden).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {children}
    </form>
  );
}
