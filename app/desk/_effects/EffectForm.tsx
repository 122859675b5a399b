import type { ComponentProps } from "react";
import { ActForm } from "../_kit/ActForm.tsx";

/** A form of the page about choices and restriction. */
export function EffectForm(form: Omit<ComponentProps<typeof ActForm>, "path">) {
  return <ActForm {...form} path="/effects/act" />;
}
