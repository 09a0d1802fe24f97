import { stackProject } from "./stack-project.ts";

const { BENCH_SITES, BENCH_EDITED } = process.env;

// As many sites as the bench says, one of them edited where it says so.
export default stackProject(Number(BENCH_SITES), BENCH_EDITED === undefined ? {} : { edited: Number(BENCH_EDITED) });
