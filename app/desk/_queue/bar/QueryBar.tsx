import { Button } from "#app/_ui/Button.tsx";
import { QueryField } from "./QueryField.tsx";

/**
 * The query: the only truth of what the list shows. What is typed goes by a form that posts, so that a name or an address
 * of somebody never stands in an address line; the server makes keyed tokens of them.
 */
export function QueryBar({ text, title }: { text: string; title: string }) {
  return (
    <search>
      <form action="/desk/search" method="post" className="query" data-query>
        <QueryField
          text={text}
          label={`Filter ${title}: keys like is:open, a reference, a name or an e-mail`}
        />
        <Button second small data-key="f">
          Filter <kbd>f</kbd>
        </Button>
      </form>
    </search>
  );
}
