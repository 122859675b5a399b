import { Button } from "#app/_ui/Button.tsx";

/** One press that begins asking for a copy, with what the person signed in with filled in. */
export function Ask({ words, second = false }: { words: string; second?: boolean }) {
  return (
    <form method="post" action="/me/ask">
      <Button second={second}>{words}</Button>
    </form>
  );
}
