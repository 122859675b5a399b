import type { ComponentProps } from "react";
import { ActForm } from "../_kit/ActForm.tsx";

/** A form of the page about corrections. */
export function CorrectForm(form: Omit<ComponentProps<typeof ActForm>, "path">) {
  return <ActForm {...form} path="/correct/act" />;
}
