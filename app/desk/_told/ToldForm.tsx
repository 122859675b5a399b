import type { ReactNode } from "react";
import { requestAddress } from "../_kit/address.ts";

/** A form about one notice to a recipient. */
export function ToldForm({
  reference,
  act,
  id,
  children,
}: {
  reference: string;
  act: string;
  id: string;
  children: ReactNode;
}) {
  return (
    <form action={requestAddress(reference, "/told/act")} method="post" className="desk-form">
      <input type="hidden" name="act" value={act} />
      <input type="hidden" name="id" value={id} />
      {children}
    </form>
  );
}
