import { ApiObject, type App, Chart, Cron, Duration, Size } from "cdk8s";

/** Sizes, durations and schedules, asked for their values. */
export const build = (app: App): void => {
  const size = Size.mebibytes(1536);
  new ApiObject(new Chart(app, "units"), "a", {
    apiVersion: "v1",
    kind: "A",
    spec: {
      kibibytes: size.toKibibytes(),
      text: size.asString(),
      seconds: Duration.parse("PT1H30M").toSeconds(),
      iso: Duration.days(2).toIsoString(),
      human: Duration.millis(90_061_001).toHumanString(),
      schedule: Cron.schedule({ minute: "5", weekDay: "1" }).expressionString,
    },
  });
};
