"use client";

import { useEffect, useState } from "react";
import { Button } from "#app/_ui/Button.tsx";

/** Copies a text of the page. Without scripts there is no button: the text can be selected as it stands. */
export function CopyButton({ from }: { from: string }) {
  const [said, say] = useState<string | null>(null);
  useEffect(() => say(""), []);
  if (said === null) return null;
  const copy = async (): Promise<void> => {
    const text = document.querySelector<HTMLTextAreaElement>(`#${CSS.escape(from)}`);
    try {
      await navigator.clipboard.writeText(text?.value ?? "");
      say("Copied");
    } catch {
      text?.select();
      say("Selected: press Ctrl or Cmd and C");
    }
  };
  return (
    <>
      <Button type="button" second small onClick={copy}>
        Copy
      </Button>
      <span role="status">{said}</span>
    </>
  );
}
