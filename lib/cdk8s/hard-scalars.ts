/** `Yaml.stringify` of one copy of cdk8s: what its files must equal, byte for byte. */
export type Stringify = (...documents: readonly unknown[]) => string;

/** Asks a copy's own `yaml` package for the scalars whose form depends on its rules. Answers are kept, since they come back in every object. */
export class HardScalars {
  readonly #stringify: Stringify;
  readonly #values = new Map<unknown, string>();
  readonly #keys = new Map<string, string | undefined>();

  constructor(stringify: Stringify) {
    this.#stringify = stringify;
  }

  /** What follows `key: `, for a scalar that stays on one line wherever it stands. */
  line(value: unknown): string {
    return kept(this.#values, value, () => this.#stringify({ a: value }).slice("a: ".length, -1));
  }

  /** The same for text of several lines, whose content stands at `indent`. */
  lines(text: string, indent: string): string {
    const depth = indent.length / 2;
    let document: unknown = text;
    for (let level = 0; level < depth; level += 1) document = { a: document };
    const lead = Array.from({ length: depth }, (_, level) => `${"  ".repeat(level)}a:`).join("\n");
    return this.#stringify(document).slice(lead.length + 1, -1);
  }

  /** A key with its colon; undefined for one that does not fit on a line, or whose form depends on where it stands. */
  key(key: string): string | undefined {
    return kept(this.#keys, key, () => {
      if (DOCUMENT_MARKER.test(key)) return undefined;
      const text = this.#stringify({ [key]: 0 });
      return text.endsWith(": 0\n") && !text.startsWith("? ") && !text.slice(0, -1).includes("\n")
        ? text.slice(0, -" 0\n".length)
        : undefined;
    });
  }
}

const kept = <K, V>(answers: Map<K, V>, question: K, ask: () => V): V => {
  const known = answers.get(question);
  if (known !== undefined || answers.has(question)) return known as V;
  const answer = ask();
  if (answers.size < MOST_KEPT) answers.set(question, answer);
  return answer;
};

const DOCUMENT_MARKER = /^(?:%|---|\.\.\.)/m;

const MOST_KEPT = 10_000;
