import { watchCopies } from "./watch-copies.ts";
import { givenNote, watchWorkers, writeNote } from "./watch-workers.ts";

/** What a thread loads first that `watchWorkers` watches; a process that such a thread starts may load it too, and is left alone. */
const note = givenNote();

if (note !== undefined) {
  const refuse = (): never => {
    writeNote(note);
    throw new Error(
      "Cannot synthesize an app of cdk8s in a worker thread under kumiki: synthesize it in the main thread",
    );
  };
  watchCopies({
    onCopy: ({ App }) => void Object.assign(App.prototype, { synth: refuse, synthYaml: refuse }),
    onHiddenCopy: refuse,
  });
  watchWorkers(() => note);
}
