package io.millrace.local.demo.replay;

import io.millrace.local.demo.message.Outcome;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * One message of a recording.
 *
 * @param millis when it was recorded, epoch milliseconds; empty if the recording does not say
 * @param value the series' value, for messages of a series
 * @param outcome what must become of it
 */
record RecordedMessage(
    String deviceId,
    String source,
    String payload,
    OptionalLong millis,
    OptionalDouble value,
    Outcome outcome) {

  /** A recorded payload of any form. */
  static RecordedMessage payload(
      String deviceId, String payload, OptionalLong millis, Outcome outcome) {
    return new RecordedMessage(
        deviceId, JsonReader.SOURCE, payload, millis, OptionalDouble.empty(), outcome);
  }

  /** A point of a series. */
  static RecordedMessage point(String deviceId, String source, String json, long at, double value) {
    return new RecordedMessage(
        deviceId, source, json, OptionalLong.of(at), OptionalDouble.of(value), Outcome.OBSERVATION);
  }
}
