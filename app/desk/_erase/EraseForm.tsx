import type { ComponentProps } from "react";
import { ActForm } from "../_kit/ActForm.tsx";

/** A form of the erasure page. */
export function EraseForm(form: Omit<ComponentProps<typeof ActForm>, "path">) {
  return <ActForm {...form} path="/erase/act" />;
}
