import classes from './highlight.module.css';

/** A text with ranges of it marked: UTF-16 units, from the first on, before the second. */
export function Highlight(props: {
  text: string;
  ranges: readonly (readonly [number, number])[] | undefined;
}) {
  const { text, ranges } = props;
  if (!ranges || ranges.length === 0) return text;
  const pieces = [];
  let end = 0;
  for (const [from, to] of [...ranges].sort((a, b) => a[0] - b[0])) {
    const start = Math.max(from, end);
    if (to <= start) continue;
    if (start > end) pieces.push(text.slice(end, start));
    pieces.push(
      <mark key={start} className={classes.mark}>
        {text.slice(start, to)}
      </mark>,
    );
    end = to;
  }
  pieces.push(text.slice(end));
  return pieces;
}
