/** An error stops the synthesis; a warning is printed. Both can be acknowledged, with a reason. */
export type Severity = "error" | "warning";

/** A position in a file that the running program consists of; the command line maps it back to the file that the user wrote. */
export interface SourcePosition {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** What a finding is about. */
export interface Place {
  /** A construct's path, or a file. */
  readonly path: string;
  /** The line that made the construct. @default - unknown, and left out of reports */
  readonly source?: SourcePosition | undefined;
}

/** What was found, by name, for readers that are programs. */
export type FindingValues = Readonly<Record<string, string | number | boolean | undefined>>;

/** Something wrong or doubtful, as data. */
export interface Finding {
  readonly code: string;
  readonly severity: Severity;
  readonly about: Place;
  readonly values: FindingValues;
  /** One sentence: what was attempted, what was found, what is allowed, what to do. */
  readonly message: string;
}

/** Tells a finding that stops the synthesis. */
export const isError = ({ severity }: Finding): boolean => severity === "error";

/** A finding's code, weight and wording, which stand beside the rule that raises it. */
export interface FindingKind<V extends FindingValues = FindingValues> {
  readonly code: string;
  readonly severity: Severity;
  readonly says: (values: V) => string;
}

/** A kind of finding that makes its findings when called. */
export type FindingMaker<V extends FindingValues> = ((about: Place, values: V) => Finding) & FindingKind<V>;

/** Declares a kind of finding; every one is listed in docs/findings.md, which a test holds complete. */
export const defineFinding = <V extends FindingValues>(kind: FindingKind<V>): FindingMaker<V> => {
  const make = (about: Place, values: V): Finding => ({
    code: kind.code,
    severity: kind.severity,
    about,
    values,
    message: kind.says(values),
  });
  return Object.assign(make, kind);
};
