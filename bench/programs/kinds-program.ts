import { kindsProject } from "./kinds-project.ts";

// As many sites as the bench says.
export default kindsProject(Number(process.env["BENCH_SITES"]));
