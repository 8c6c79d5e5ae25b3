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
 * @param maxMessageBytes above it a message is refused
 */
public record IngestOptions(Duration dedupTtl, long maxMessageBytes, SerializableClock clock)
    implements Serializable {

  public static final Option<Duration> DEDUP_TTL =
      Option.of(
          "ingest.dedup-ttl",
          OptionType.DURATION,
          Duration.ofHours(1),
          "How long a trace id is remembered, and so a repeated message recognised");

  public static final Option<MemorySize> MAX_MESSAGE_SIZE =
      Option.of(
          "ingest.max-message-size",
          OptionType.SIZE,
          MemorySize.ofMebiBytes(1),
          "A message with a larger payload becomes a dead letter");

  public static final OptionSet SET = CommonOptions.with(DEDUP_TTL, MAX_MESSAGE_SIZE);

  public static IngestOptions of(OptionValues values) {
    return new IngestOptions(
        values.get(DEDUP_TTL), values.get(MAX_MESSAGE_SIZE).getBytes(), SerializableClock.system());
  }
}
