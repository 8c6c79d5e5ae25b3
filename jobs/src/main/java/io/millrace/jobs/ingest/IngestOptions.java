package io.millrace.jobs.ingest;

import io.millrace.jobs.runtime.CommonOptions;
import io.millrace.jobs.runtime.SerializableClock;
import io.millrace.jobs.runtime.option.Option;
import io.millrace.jobs.runtime.option.OptionSet;
import io.millrace.jobs.runtime.option.OptionType;
import io.millrace.jobs.runtime.option.OptionValues;
import java.io.Serializable;
import java.time.Duration;
import org.apache.flink.configuration.MemorySize;

/**
 * What can be set of the ingest job.
 *
 * @param dedupTtl how long a trace id is remembered
 * @param replayTtl how long the replay of a dead letter is remembered
 * @param orderTtl how long it is remembered how far a device's time has come
 * @param birthTtl how long a Sparkplug birth certificate that nothing asks for is remembered
 * @param futureTolerance how far after its arrival an observation may be dated, where the source
 *     does not say
 * @param maxMessageBytes above it a message is refused
 * @param maxUnpackedBytes above it a message that was packed is refused
 */
public record IngestOptions(
    Duration dedupTtl,
    Duration replayTtl,
    Duration orderTtl,
    Duration birthTtl,
    Duration futureTolerance,
    long maxMessageBytes,
    int maxUnpackedBytes,
    SerializableClock clock)
    implements Serializable {

  /** A Java array holds no more. */
  private static final long LARGEST = Integer.MAX_VALUE - 8;

  public static final Option<Duration> DEDUP_TTL =
      Option.of(
          "ingest.dedup-ttl",
          OptionType.DURATION,
          Duration.ofHours(1),
          "How long a trace id is remembered, and so a repeated message recognised");

  public static final Option<Duration> REPLAY_TTL =
      Option.of(
          "ingest.replay-ttl",
          OptionType.DURATION,
          Duration.ofDays(30),
          "How long the replay of a dead letter is remembered, and so a repeated one recognised");

  public static final Option<Duration> ORDER_TTL =
      Option.of(
          "ingest.order-ttl",
          OptionType.DURATION,
          Duration.ofDays(7),
          "How long it is remembered how far a silent device's time had come, to mark what is out"
              + " of order");

  public static final Option<Duration> BIRTH_TTL =
      Option.of(
          "ingest.birth-ttl",
          OptionType.DURATION,
          Duration.ofDays(30),
          "How long the birth certificate of a silent Sparkplug node or device is remembered, which"
              + " says what its aliases are");

  public static final Option<Duration> FUTURE_TOLERANCE =
      Option.of(
          "ingest.future-tolerance",
          OptionType.DURATION,
          Duration.ofMinutes(5),
          "How far after its arrival an observation may be dated unmarked, where its source does"
              + " not say");

  public static final Option<MemorySize> MAX_MESSAGE_SIZE =
      Option.of(
          "ingest.max-message-size",
          OptionType.SIZE,
          MemorySize.ofMebiBytes(1),
          "A message with a larger payload becomes a dead letter");

  public static final Option<MemorySize> MAX_UNPACKED_SIZE =
      Option.of(
          "ingest.max-unpacked-size",
          OptionType.SIZE,
          MemorySize.ofMebiBytes(8),
          "A packed message (content-encoding) with more than this unpacked becomes a dead letter");

  public static final OptionSet SET =
      CommonOptions.with(
          DEDUP_TTL,
          REPLAY_TTL,
          ORDER_TTL,
          BIRTH_TTL,
          FUTURE_TOLERANCE,
          MAX_MESSAGE_SIZE,
          MAX_UNPACKED_SIZE);

  public static IngestOptions of(OptionValues values) {
    return of(values, SerializableClock.system());
  }

  /** With a clock of the caller's. */
  public static IngestOptions of(OptionValues values, SerializableClock clock) {
    return new IngestOptions(
        values.get(DEDUP_TTL),
        values.get(REPLAY_TTL),
        values.get(ORDER_TTL),
        values.get(BIRTH_TTL),
        values.get(FUTURE_TOLERANCE),
        values.get(MAX_MESSAGE_SIZE).getBytes(),
        (int) Math.min(values.get(MAX_UNPACKED_SIZE).getBytes(), LARGEST),
        clock);
  }
}
