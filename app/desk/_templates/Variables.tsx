import { variables } from "#lib/template/variables.ts";

/** What can be filled in, and nothing else can. */
export function Variables() {
  return (
    <aside className="template-side" aria-labelledby="variables">
      <h2 id="variables">What is filled in</h2>
      <dl>
        {Object.entries(variables).map(([name, says]) => (
          <div key={name}>
            <dt>{`{${name}}`}</dt>
            <dd>{says}</dd>
          </div>
        ))}
      </dl>
      <p className="faint">
        In the subject only {"{reference}"} and {"{company}"}: others may read it.
      </p>
    </aside>
  );
}
