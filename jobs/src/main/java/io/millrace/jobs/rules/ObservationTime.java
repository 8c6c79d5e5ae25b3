package io.millrace.jobs.rules;

import io.millrace.jobs.runtime.kafka.Decoded;
import io.millrace.schemas.avro.Observation;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;

/**
 * Event time of a partition: the newest time of observation in it, but never beyond the time of its
 * reception, for one device whose clock is ahead must not make all others late.
 */
final class ObservationTime implements WatermarkGenerator<Decoded<Observation>> {
  private long newest = Long.MIN_VALUE;

  private ObservationTime() {}

  /** Partitions without observations hold nobody back. */
  static WatermarkStrategy<Decoded<Observation>> watermarks(RulesTiming timing) {
    return WatermarkStrategy.<Decoded<Observation>>forGenerator(context -> new ObservationTime())
        .withIdleness(timing.idleness());
  }

  @Override
  public void onEvent(Decoded<Observation> record, long timestamp, WatermarkOutput output) {
    Observation observation = record.value();
    if (observation != null) {
      long observed = observation.getObservedAt().toEpochMilli();
      newest = Math.max(newest, Math.min(observed, observation.getReceivedAt().toEpochMilli()));
    }
  }

  @Override
  public void onPeriodicEmit(WatermarkOutput output) {
    if (newest != Long.MIN_VALUE) {
      output.emitWatermark(new Watermark(newest - 1));
    }
  }
}
