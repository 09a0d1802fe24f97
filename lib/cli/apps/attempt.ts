import { tryReadSecrets, type Violation, violationsOf } from "../../cdk8s/validate-tree.ts";
import { type Finding, isError } from "../../finding/finding.ts";
import { countSyntheses } from "../../synth/run-project.ts";
import { secretValuesIn } from "../../synth/secret-values.ts";
import { withoutSecretValues } from "../../synth/without-secret-values.ts";
import { OutputError, sayingWhatFails } from "../../synth/write/output-error.ts";
import { asError } from "../failures/describe-thrown.ts";
import { withKnownValues } from "../failures/known-values.ts";
import { withoutValues } from "../failures/without-values.ts";
import { watchSignals } from "../processes/watch-signals.ts";
import { COULD_NOT_WORK, type ExitCode } from "../terminal.ts";
import type { MadeFiles } from "../validations/gather-files.ts";
import { appValidation } from "./app-findings.ts";
import { type AppOutcome, foldersToLock, type OutcomeUse, settleApps } from "./app-outcome.ts";
import { type AppSession, beginSession, type SessionUse } from "./app-session.ts";

/** A run of a program whose apps may have written: it is brought to an end once, and leaves no trace if it failed. */
export interface Attempt {
  readonly session: AppSession;
  /** What lies in the folders of its apps because of it. */
  readonly made: () => readonly MadeFiles[];
  /** Waits for other runs that write where this one is to be brought to an end; a signal ends that. */
  readonly ready: () => Promise<void>;
  /** The program has ended with this exit code; gives the one of the command. */
  readonly conclude: (exitCode: number) => ExitCode;
  /** The program has thrown. Reports it where validations refused an app; else throws, for the caller to print. */
  readonly fail: (error: unknown) => ExitCode;
  /** Keeps what apps made beside a project; where that fails, puts all back and throws. */
  readonly settle: () => AppOutcome;
  /** Puts all back; does nothing once it is settled. */
  readonly undo: () => void;
}

/** What an attempt knows. */
export interface AttemptUse extends OutcomeUse, Omit<SessionUse, "onFolder"> {
  /** As messages name it. */
  readonly program: string;
  /** Finds what is wrong with what was made. */
  readonly validate: (made: () => readonly MadeFiles[]) => readonly Finding[];
  /** Says what apps came to; gives the exit code. */
  readonly report: (outcome: AppOutcome) => ExitCode;
  readonly stderr: (text: string) => void;
}

/** Begins the run of a program. */
export const beginAttempt = (use: AttemptUse): Attempt => {
  const signals = watchSignals(() => undo());
  const session = beginSession({ ...use, onFolder: signals.begin });
  const before = countSyntheses();
  const { settle, undo } = endOnce(session, use, signals.end);
  const made = (): readonly MadeFiles[] =>
    session.folders.map((each) => ({ folder: use.moved.folderOf(each.folder), files: sayingWhatFails(each.results) }));
  const validateOrUndo = (): readonly Finding[] => {
    try {
      return use.validate(made);
    } catch (error) {
      undo();
      throw error;
    }
  };
  const undoOrSay = (): void => sayingOutputErrors(undo, use.stderr);
  const giveUp = (exitCode: ExitCode, reason: string): ExitCode => {
    undoOrSay();
    use.stderr(`kumiki: ${reason}\n`);
    return exitCode;
  };
  /** Of a program of which nothing is left. */
  const reportAlone = (findings: readonly Finding[]): ExitCode =>
    use.report({ findings: [...session.findings, ...findings], folders: [], stream: "" });
  return {
    session,
    made,
    ready: () => session.holdFolders(foldersToLock(session, use)),
    settle,
    undo,
    conclude: (exitCode) => {
      const refusal = session.refusal();
      if (refusal !== undefined) return giveUp(COULD_NOT_WORK, refusal.message);
      if (exitCode !== 0)
        return giveUp(exitCode, `Cannot synthesize ${use.program}: it ended with exit code ${exitCode}`);
      if (countSyntheses() > before) return giveUp(COULD_NOT_WORK, `Cannot synthesize ${use.program}: ${NOT_EXPORTED}`);
      if (!session.hasApps()) return giveUp(COULD_NOT_WORK, `Cannot synthesize ${use.program}: ${NOTHING_SEEN}`);
      const findings = validateOrUndo();
      if (!findings.some(isError)) return use.report(withFindings(settle(), findings));
      undo();
      return reportAlone(findings);
    },
    fail: (error) => {
      undoOrSay();
      const violations = violationsOf(error);
      if (violations.length === 0) {
        const shown = session.refusal() ?? withoutValues(use.program, asError(use.program, error));
        throw withKnownValues(shown, session.secretValues);
      }
      return reportAlone(findingsOf(violations, tryReadSecrets(error)));
    },
  };
};

/** What cannot be put back is said beside why the run failed, and does not take its place. */
const sayingOutputErrors = (work: () => void, say: (text: string) => void): void => {
  try {
    work();
  } catch (error) {
    if (!(error instanceof OutputError)) throw error;
    say(`kumiki: ${error.message}\n`);
  }
};

/** The two ways to end an attempt, of which the second does nothing. */
const endOnce = (session: AppSession, use: OutcomeUse, onEnd: () => void): Pick<Attempt, "settle" | "undo"> => {
  const end = { isOver: false };
  const once = (work: () => void): void => {
    if (end.isOver) return;
    end.isOver = true;
    try {
      work();
    } finally {
      onEnd();
      use.moved.clear();
      session.release();
    }
  };
  return {
    undo: () => once(session.restore),
    settle: () => {
      let outcome: AppOutcome | undefined;
      try {
        outcome = settleApps(session, use);
        return outcome;
      } finally {
        once(() => {
          if (outcome === undefined) session.restore();
        });
      }
    },
  };
};

const findingsOf = (violations: readonly Violation[], secrets: readonly unknown[] | undefined): readonly Finding[] => {
  const shown = secrets === undefined ? violations.map(({ path }) => ({ path, message: NOT_SHOWN })) : violations;
  const findings = shown.map(({ path, message }) => appValidation({ path }, { message }));
  return withoutSecretValues(findings, () => (secrets ?? []).flatMap(secretValuesIn));
};

const NOT_SHOWN =
  "(not shown, since it may quote a value of a Secret whose toJson() fails; call validate() of the construct yourself to read it)";

const withFindings = (outcome: AppOutcome, findings: readonly Finding[]): AppOutcome => ({
  ...outcome,
  findings: [...outcome.findings, ...findings],
});

const NOT_EXPORTED =
  "it synthesized a Project of kumiki that it does not export; write `export default project`, where project is that Project, " +
  "in the place of its synth()";

const NOTHING_SEEN =
  "it exports no project and synthesized no app of cdk8s; write `export default project`, where project is a Project of kumiki, " +
  "or call synth() of the app";
