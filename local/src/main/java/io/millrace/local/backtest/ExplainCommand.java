package io.millrace.local.backtest;

import com.fasterxml.jackson.databind.JsonNode;
import io.millrace.local.api.ServiceApi;
import io.millrace.local.api.ServiceOptions;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows why an alert is what it is. */
@Command(
    name = "explain",
    description = {
      "Shows why an alert is what it is: its causes, and whether the rule version that decided",
      "comes to the same alert, byte for byte, when it judges the stored observations again.",
      "Exit status 0 if it does, 1 if not."
    },
    mixinStandardHelpOptions = true)
public final class ExplainCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private ServiceOptions service = new ServiceOptions();

  @Parameters(paramLabel = "ALERT", description = "Its id.")
  private String id = "";

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    JsonNode explanation =
        service.api().get("/api/v1/alerts/" + ServiceApi.encode(id) + "/explanation");
    if (service.json()) {
      out.println(explanation.toPrettyString());
    } else {
      print(explanation, out);
    }
    out.flush();
    return explanation.path("same").asBoolean() ? 0 : 1;
  }

  private static void print(JsonNode explanation, PrintWriter out) {
    JsonNode alert = explanation.path("alert");
    out.printf(
        "%s %s %s since %s: %s%n",
        alert.path("ruleId").asText(),
        alert.path("state").asText(),
        alert.path("severity").asText(),
        alert.path("openedAt").asText(),
        alert.path("message").asText());
    out.println(alert.path("reason").asText());
    section(out, "limit", alert.path("thresholds"));
    section(out, "value", alert.path("aggregates"));
    alert.path("causes").forEach(cause -> cause(out, "cause", cause));
    for (JsonNode step : alert.path("steps")) {
      step.path("causes").forEach(cause -> cause(out, "step " + step.path("name").asText(), cause));
    }
    out.println(explanation.path("text").asText());
    explanation
        .path("missing")
        .forEach(event -> out.println("  stored no longer: " + event.asText()));
    for (JsonNode difference : explanation.path("differences")) {
      out.printf(
          "  %s: was %s, is %s%n",
          difference.path("field").asText(), difference.path("stored"), difference.path("again"));
    }
  }

  private static void section(PrintWriter out, String word, JsonNode values) {
    values
        .properties()
        .forEach(v -> out.printf("  %s %s: %s%n", word, v.getKey(), v.getValue().asText()));
  }

  private static void cause(PrintWriter out, String word, JsonNode cause) {
    out.printf(
        "  %s %s %s of %s: %s%n",
        word,
        cause.path("observedAt").asText(),
        cause.path("eventId").asText(),
        cause.path("deviceId").asText(),
        cause.path("values"));
  }
}
