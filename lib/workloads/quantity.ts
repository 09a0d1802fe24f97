/** Tells a quantity of 0 or more, as Kubernetes reads them. */
export const isQuantity = (value: unknown): value is string | number =>
  typeof value === "number" ? Number.isFinite(value) && value >= 0 : typeof value === "string" && AMOUNT.test(value);

/** The number that a quantity stands for: two spellings of one number give the same. */
export const amountOf = (quantity: string | number): number => {
  const [, number = "", unit = ""] = AMOUNT.exec(String(quantity)) ?? [];
  const binary = BINARY.indexOf(unit);
  if (binary >= 0) return Number(number) * 1024 ** (binary + 1);
  // By the exponent, since 0.7 is not 700 * 0.001.
  return Number(`${number}${unit in DECIMAL ? `e${DECIMAL[unit]}` : unit}`);
};

const AMOUNT = /^(\+?(?:\d+\.?\d*|\.\d+))([KMGTPE]i|[numkMGTPE]|[eE][+-]?\d+)?$/;

const BINARY: readonly string[] = ["Ki", "Mi", "Gi", "Ti", "Pi", "Ei"];

const DECIMAL: Readonly<Record<string, number>> = { n: -9, u: -6, m: -3, k: 3, M: 6, G: 9, T: 12, P: 15, E: 18 };
