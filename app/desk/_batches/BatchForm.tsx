import type { ReactNode } from "react";
import { batchAddress } from "./words.ts";

/** A form of the page about one batch: the act it asks for, and what that is bound to. */
export function BatchForm({
  number,
  act,
  hidden = {},
  children,
}: {
  number: number;
  act: string;
  hidden?: Record<string, string>;
  children: ReactNode;
}) {
  return (
    <form action={batchAddress(number, "/act")} method="post" className="desk-form">
      {Object.entries({ ...hidden, act }).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {children}
    </form>
  );
}
