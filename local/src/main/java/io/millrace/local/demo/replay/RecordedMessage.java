package io.millrace.local.demo.replay;

import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * One message of a recording.
 *
 * @param millis when it was recorded, epoch milliseconds; empty if the recording does not say
 * @param value the series' value, for messages of a series
 */
record RecordedMessage(
    String deviceId, String source, String payload, OptionalLong millis, OptionalDouble value) {}
