import { type Figure, type Goal, least, median, type Outcome } from "./figures.ts";

/** A case's tables, as Markdown: what was measured, and what it was to be. */
export const printOutcome = (title: string, { figures, goals, notes }: Outcome): string =>
  [
    `## ${title}`,
    "",
    ...notes.map((note) => `${note}\n`),
    ...table(["measured", "least", "median", "runs", "files written"], figures.map(figureRow)),
    "",
    ...table(["target", "wanted", "found", ""], goals.map(goalRow)),
    "",
  ].join("\n");

const figureRow = (figure: Figure): readonly string[] => [
  figure.what,
  amount(least(figure), figure.unit),
  amount(median(figure), figure.unit),
  String(figure.runs.length),
  figure.files === undefined ? "-" : String(figure.files),
];

const goalRow = ({ what, found, bound, wanted, unit }: Goal): readonly string[] => [
  what,
  `${bound} ${wanted} ${unit}`,
  found === undefined ? "not measured" : `${found.toPrecision(3)} ${unit}`,
  verdict({ found, bound, wanted }),
];

/** In words, for whoever reads the table and for the exit code alike. */
export const verdict = ({
  found,
  bound,
  wanted,
}: Pick<Goal, "found" | "bound" | "wanted">): "met" | "missed" | "open" => {
  if (found === undefined) return "open";
  return (bound === "at least" ? found >= wanted : found <= wanted) ? "met" : "missed";
};

const amount = (value: number, unit: Figure["unit"]): string => {
  if (unit === "KB") return `${Math.round(value / 1024)} MB`;
  return value < 100 ? `${value.toPrecision(2)} ms` : `${Math.round(value)} ms`;
};

const table = (head: readonly string[], rows: readonly (readonly string[])[]): readonly string[] =>
  [head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`);
