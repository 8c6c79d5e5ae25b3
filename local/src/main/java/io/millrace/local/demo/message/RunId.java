package io.millrace.local.demo.message;

import java.util.Locale;

/**
 * One run of the demo. It stands at the front of every trace id, so that a run counts only what it
 * sent itself, whatever else flows through the stack.
 *
 * @param value one word of letters and digits, so that a text search finds it
 */
public record RunId(String value) {

  /** The run that starts at this time, in epoch milliseconds. */
  public static RunId startedAt(long millis) {
    return new RunId("demo" + Long.toString(millis, 36).toLowerCase(Locale.ROOT));
  }

  /** The trace id of a source's n-th message. */
  public String trace(String source, long number) {
    return value + "-" + source + "-" + number;
  }

  /** Whether a message with this trace id was sent by this run. */
  public boolean owns(String traceId) {
    return traceId.startsWith(value + "-");
  }
}
