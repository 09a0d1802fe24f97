/** Nothing has been shown yet. */
export const QUIET = 0;
/** The line is on the terminal, and belongs to the thread that draws it. */
export const SHOWN = 1;
/** The line is gone. */
export const GONE = 2;
/** The work was over before anything was shown. */
export const ABANDONED = 3;
