import type { ComponentPropsWithoutRef } from "react";

type Look = { second?: boolean; small?: boolean };

function look({ second, small }: Look): string {
  return ["button", second ? "button-second" : "", small ? "button-small" : ""].filter(Boolean).join(" ");
}

/** A form's button. Submits unless told otherwise. */
export function Button({
  second = false,
  small = false,
  type = "submit",
  ...rest
}: Look & ComponentPropsWithoutRef<"button">) {
  return <button {...rest} type={type} className={look({ second, small })} />;
}

/** A link that looks like a button: for going somewhere, never for changing something. */
export function ButtonLink({ second = false, small = false, ...rest }: Look & ComponentPropsWithoutRef<"a">) {
  return <a {...rest} className={look({ second, small })} />;
}
