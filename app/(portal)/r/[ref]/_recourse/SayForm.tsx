import { randomUUID } from "node:crypto";
import { Button } from "#app/_ui/Button.tsx";
import { TextArea } from "#app/_ui/TextField.tsx";
import { longest } from "./wrong.ts";

/** The box for the person's own words. Sent twice it files once. */
export function SayForm({
  action,
  label,
  hint,
  error,
  send,
}: {
  action: string;
  label: string;
  hint: string;
  error: string | undefined;
  send: string;
}) {
  return (
    <form method="post" action={action} noValidate>
      <input type="hidden" name="once" value={randomUUID()} />
      <TextArea name="text" label={label} hint={hint} error={error} rows={7} maxLength={longest} />
      <p>
        <Button>{send}</Button>
      </p>
    </form>
  );
}
