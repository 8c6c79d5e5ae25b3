package io.millrace.udfs.format;

import com.google.protobuf.UnsafeByteOperations;
import java.time.Instant;

/**
 * Payloads of Sparkplug B (specification 3.0, section 6.4): {@code {timestamp, seq, metrics:
 * [{name, alias, timestamp, datatype, value, …}], values: {NAME: value}}}.
 *
 * <p>A metric that a node refers to by alias alone keeps it: which name that is stands in the birth
 * certificate, another message.
 */
final class SparkplugDecoder implements PayloadDecoder {
  /** As large as messages may be at all; two bytes of it can make a metric. */
  private static final int LARGEST = 1 << 20;

  @Override
  public Object decode(byte[] payload, Instant receivedAt) throws RefusedException {
    if (payload.length > LARGEST) {
      throw SparkplugFields.refused("", "Larger than " + LARGEST + " bytes");
    }
    return new SparkplugMetrics().payload(UnsafeByteOperations.unsafeWrap(payload));
  }
}
