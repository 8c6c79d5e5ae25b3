package io.millrace.bench.flink;

import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;

/**
 * Discards what comes and notes that it came.
 *
 * @param run see {@link Progress#of}
 */
record ProgressSink<T>(String run) implements Sink<T> {

  @Override
  public SinkWriter<T> createWriter(WriterInitContext context) {
    Progress progress = Progress.of(run);
    return new SinkWriter<>() {
      @Override
      public void write(T match, Context at) {
        progress.matched();
      }

      @Override
      public void writeWatermark(Watermark watermark) {
        progress.reached(watermark.getTimestamp());
      }

      @Override
      public void flush(boolean endOfInput) {}

      @Override
      public void close() {}
    };
  }
}
