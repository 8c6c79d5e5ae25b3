package io.millrace.local.deadletters;

import static io.millrace.local.deadletters.LetterTable.number;
import static io.millrace.local.deadletters.LetterTable.text;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;

/** What trials and replays came to, for people. */
final class Reports {
  private Reports() {}

  /** For instance {@code 11,830 of 12,004 would now pass}. */
  static void trial(JsonNode answer, PrintWriter out) {
    out.println(
        number(answer.path("wouldPass").asLong())
            + " of "
            + number(answer.path("tried").asLong())
            + " would now pass");
    counts(answer.path("byCode"), "would fail: ", out);
    counts(answer.path("notTried"), "not tried: ", out);
    left(answer, out);
    for (JsonNode sample : answer.path("samples")) {
      out.println();
      out.println(sample.path("id").asText() + "  " + text(sample.path("device")));
      out.println("  " + sample.path("code").asText() + ": " + text(sample.path("reason")));
      out.println("  " + text(sample.path("preview")));
    }
  }

  static void replay(JsonNode answer, PrintWriter out) {
    out.println(
        number(answer.path("replayed").asLong())
            + " of "
            + number(answer.path("matched").asLong())
            + " sent again");
    counts(answer.path("notReplayable"), "not sent: ", out);
    left(answer, out);
  }

  private static void counts(JsonNode counts, String word, PrintWriter out) {
    counts
        .properties()
        .forEach(
            count ->
                out.println(
                    "  " + word + count.getKey() + " " + number(count.getValue().asLong())));
  }

  private static void left(JsonNode answer, PrintWriter out) {
    long left = answer.path("left").asLong();
    if (left > 0) {
      out.println("  left over the limit: " + number(left));
    }
  }
}
