import type { ReactNode } from "react";
import { requestAddress } from "./address.ts";

/** A form of a page about one request: the act it asks for, and what that is bound to. `path`: where the page's acts go. */
export function ActForm({
  reference,
  path,
  act,
  hidden = {},
  children,
}: {
  reference: string;
  path: string;
  act: string;
  hidden?: Record<string, string>;
  children: ReactNode;
}) {
  return (
    <form action={requestAddress(reference, path)} method="post" className="desk-form">
      <input type="hidden" name="act" value={act} />
      {Object.entries(hidden).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {children}
    </form>
  );
}
