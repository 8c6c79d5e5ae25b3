package io.millrace.jobs.eventstore;

import io.millrace.schemas.avro.ObjectEvent;
import io.millrace.store.EventWriter;
import io.millrace.store.Layout;
import java.time.ZoneOffset;
import org.apache.flink.connector.file.sink.FileSink;
import org.apache.flink.core.fs.Path;
import org.apache.flink.formats.avro.AvroWriterFactory;
import org.apache.flink.streaming.api.functions.sink.filesystem.OutputFileConfig;
import org.apache.flink.streaming.api.functions.sink.filesystem.bucketassigners.DateTimeBucketAssigner;

/**
 * Flink's own file sink, which makes a file visible once a checkpoint is complete, as the store
 * wants it.
 */
final class EventFiles {
  private EventFiles() {}

  /**
   * @param root of the store
   */
  static FileSink<ObjectEvent> sink(String root) {
    // By the day of writing: so a day that is over gets no more files, and can be sealed.
    DateTimeBucketAssigner<ObjectEvent> days =
        new DateTimeBucketAssigner<>("'" + Layout.DATE + "'yyyy-MM-dd", ZoneOffset.UTC);
    return FileSink.forBulkFormat(
            new Path(new Path(root), Layout.EVENTS),
            new AvroWriterFactory<ObjectEvent>(EventWriter::avro))
        .withBucketAssigner(days)
        .withOutputFileConfig(new OutputFileConfig("part", Layout.AVRO))
        .build();
  }
}
