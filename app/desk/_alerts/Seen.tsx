import { Button } from "#app/_ui/Button.tsx";

/** The button by which staff say that they have seen an alert. `about`: what it is about, for who does not see the list. */
export function Seen({ action, alert, about }: { action: string; alert: string; about: string }) {
  return (
    <form action={action} method="post">
      <input type="hidden" name="alert" value={alert} />
      <Button second aria-label={`I have seen it: ${about}`}>
        I have seen it
      </Button>
    </form>
  );
}
