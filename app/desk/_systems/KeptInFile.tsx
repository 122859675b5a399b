/** What a system is that the file of the data map keeps, and how it would come to the desk. */
export function KeptInFile({ id }: { id: string }) {
  return (
    <section aria-labelledby="in-file">
      <h2 id="in-file">Kept in the file</h2>
      <p>
        This system stands in the file of the data map (<code>HABEAS_MAP</code>). Here it can be read,
        checked, paused and stopped; it is changed in the file.
      </p>
      <details>
        <summary>Move it to the desk</summary>
        <ol className="steps plain-steps">
          <li>
            Copy its entry from <code>systems:</code> into a file of its own, <code>{id}.yaml</code>, below a
            line <code>systems:</code>.
          </li>
          <li>Take it out of the data map and start Habeas again.</li>
          <li>
            Run <code>habeas systems apply -f {id}.yaml --yes --enable</code>. Its id stays, so open requests
            still find it.
          </li>
          <li>Its secrets may stay in the environment; new ones are set here.</li>
        </ol>
      </details>
    </section>
  );
}
