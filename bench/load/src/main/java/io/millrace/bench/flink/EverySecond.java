package io.millrace.bench.flink;

import io.millrace.schemas.avro.Observation;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;

/** A watermark a second of event time, wherever the clock is: all judges see the same ones. */
final class EverySecond implements WatermarkGenerator<Observation> {
  private static final long STEP_MILLIS = 1000;
  private long next = Long.MIN_VALUE;

  @Override
  public void onEvent(Observation observation, long timestamp, WatermarkOutput output) {
    if (timestamp >= next) {
      if (next != Long.MIN_VALUE) {
        output.emitWatermark(new Watermark(timestamp - 1));
      }
      next = timestamp + STEP_MILLIS;
    }
  }

  @Override
  public void onPeriodicEmit(WatermarkOutput output) {}
}
