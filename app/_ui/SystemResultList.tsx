import { Tag, type TagTone } from "./Tag.tsx";

export type SystemResult = { id: string; title: string; tone: TagTone; result: string };

/** Each system and its answer, as ruled rows. */
export function SystemResultList({ results }: { results: readonly SystemResult[] }) {
  return (
    <dl className="systems">
      {results.map(({ id, title, tone, result }) => (
        <div key={id}>
          <dt dir="auto">{title}</dt>
          <dd>
            <Tag tone={tone}>{result}</Tag>
          </dd>
        </div>
      ))}
    </dl>
  );
}
