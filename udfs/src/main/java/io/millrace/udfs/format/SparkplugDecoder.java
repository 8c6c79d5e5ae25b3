package io.millrace.udfs.format;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import io.millrace.udfs.format.BirthCertificate.Born;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Payloads of Sparkplug B (specification 3.0, section 6.4): {@code {timestamp, seq, metrics:
 * [{name, alias, timestamp, datatype, value, …}], values: {NAME: value}}}.
 *
 * <p>Where births are kept, a metric gets the name of its alias and the data type that it leaves
 * out from the last birth certificate of its node or device; an alias that stands in none is
 * refused. Elsewhere each message is read by itself, and such a metric keeps its alias.
 */
final class SparkplugDecoder {
  /** As large as messages may be at all; two bytes of it can make a metric. */
  private static final int LARGEST = 1 << 20;

  private final @Nullable Births births;

  /**
   * @param births null: each message is read by itself
   */
  SparkplugDecoder(@Nullable Births births) {
    this.births = births;
  }

  /**
   * The payload's value, see {@link PayloadDecoder}.
   *
   * @param payload unpacked
   * @param raw where it came from
   */
  Object decode(byte[] payload, RawPayload raw) throws RefusedException {
    if (payload.length > LARGEST) {
      throw SparkplugFields.refused("", "Larger than " + LARGEST + " bytes");
    }
    ByteString message = UnsafeByteOperations.unsafeWrap(payload);
    SparkplugTopic topic = SparkplugTopic.of(raw.headers());
    if (births == null) {
      return new SparkplugMetrics(BirthLookup.OFF).payload(message);
    }
    BirthCertificate last = births.get(raw.deviceId(), topic.place());
    BirthLookup lookup =
        topic.kind() == SparkplugTopic.Kind.BIRTH ? BirthLookup.OFF : BirthLookup.in(last);
    SparkplugMetrics metrics = new SparkplugMetrics(lookup);
    Object value = metrics.payload(message);
    BirthCertificate next =
        next(topic.kind(), last, metrics.born(), raw.receivedAt().toEpochMilli());
    if (next != null) {
      births.put(raw.deviceId(), topic.place(), next);
    }
    return value;
  }

  /** The certificate to keep after a message, null if the last one stands. */
  private static @Nullable BirthCertificate next(
      SparkplugTopic.Kind kind, @Nullable BirthCertificate last, List<Born> born, long at) {
    // A birth that is replayed after the next one says what was.
    boolean old = last != null && at < last.at();
    if (kind == SparkplugTopic.Kind.BIRTH) {
      return old ? null : new BirthCertificate(at, born);
    }
    boolean defines = born.stream().anyMatch(metric -> metric.alias() != null);
    if (kind == SparkplugTopic.Kind.DATA || old || !defines) {
      return null;
    }
    return last == null ? new BirthCertificate(at, born) : last.with(at, born);
  }
}
