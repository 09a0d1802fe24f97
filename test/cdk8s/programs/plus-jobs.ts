import { type App, Chart, Cron, Duration } from "cdk8s";
import { ConcurrencyPolicy, CronJob, Job, RestartPolicy } from "cdk8s-plus-28";

/** Jobs and their schedules. */
export const build = (app: App): void => {
  const chart = new Chart(app, "jobs");
  new Job(chart, "once", {
    backoffLimit: 2,
    activeDeadline: Duration.minutes(5),
    ttlAfterFinished: Duration.hours(1),
    containers: [{ image: "job:1", command: ["run"], args: ["--now", "yes"] }],
  });
  new CronJob(chart, "nightly-with-a-name-that-is-longer-than-a-cronjob-may-have", {
    schedule: new Cron({ minute: "*/15", hour: "1-3" }),
    timeZone: "Etc/UTC",
    concurrencyPolicy: ConcurrencyPolicy.ALLOW,
    restartPolicy: RestartPolicy.NEVER,
    suspend: true,
    successfulJobsRetained: 0,
    containers: [{ image: "job:1" }],
  });
};
