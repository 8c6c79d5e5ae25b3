package io.millrace.jobs.ingest;

import io.millrace.jobs.runtime.SerializableClock;
import io.millrace.jobs.runtime.deadletter.DeadLetters;
import io.millrace.jobs.runtime.deadletter.Verdict;
import io.millrace.jobs.runtime.kafka.RawMessage;
import io.millrace.jobs.runtime.kafka.TraceId;
import io.millrace.jobs.runtime.kafka.Utf8;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/** Sets aside what cannot be mapped whatever the mappings are, and finds device and trace id. */
public final class CheckFunction extends ProcessFunction<RawMessage, CheckedMessage> {
  private static final long serialVersionUID = 1L;
  static final String TOMBSTONE = "tombstone";
  static final String MISSING_DEVICE_ID = "missing-device-id";
  static final String INVALID_DEVICE_ID = "invalid-device-id";
  static final String OVERSIZED = "oversized";
  private static final int MAX_ID_BYTES = 256;

  private final long maxMessageBytes;
  private final SerializableClock clock;
  private transient Counter messages;
  private transient Counter refused;

  public CheckFunction(long maxMessageBytes, SerializableClock clock) {
    this.maxMessageBytes = maxMessageBytes;
    this.clock = clock;
  }

  @Override
  public void open(OpenContext context) {
    messages = IngestMetrics.counter(getRuntimeContext(), IngestMetrics.MESSAGES);
    refused = IngestMetrics.counter(getRuntimeContext(), IngestMetrics.REFUSED_BY_CHECK);
  }

  @Override
  public void processElement(RawMessage message, Context context, Collector<CheckedMessage> out) {
    messages.inc();
    byte[] key = message.key();
    byte[] value = message.value();
    if (value == null) {
      refuse(message, TOMBSTONE, "The message has no payload", context);
    } else if (key == null || key.length == 0) {
      refuse(message, MISSING_DEVICE_ID, "The key must be the device id and is empty", context);
    } else if (value.length > maxMessageBytes) {
      String reason = value.length + " bytes are more than " + maxMessageBytes;
      refuse(message, OVERSIZED, reason, context);
    } else {
      check(message, key, context, out);
    }
  }

  private void check(
      RawMessage message, byte[] key, Context context, Collector<CheckedMessage> out) {
    String deviceId = key.length <= MAX_ID_BYTES ? Utf8.decode(key) : null;
    if (deviceId == null || deviceId.isBlank()) {
      String reason = "The key must be the device id, UTF-8 of 1 to " + MAX_ID_BYTES + " bytes";
      refuse(message, INVALID_DEVICE_ID, reason, context);
      return;
    }
    TraceId trace = TraceId.of(message);
    out.collect(new CheckedMessage(message, deviceId, trace.value(), trace.given()));
  }

  private void refuse(RawMessage message, String code, String reason, Context context) {
    refused.inc();
    Verdict verdict = Verdict.of(IngestTopology.CHECK, code, reason);
    context.output(DeadLetters.TAG, DeadLetters.of(message, verdict, clock.instant()));
  }
}
