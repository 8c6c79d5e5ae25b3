package io.millrace.jobs.projection;

import io.millrace.jobs.runtime.kafka.Decoded;
import io.millrace.jobs.runtime.kafka.KafkaSettings;
import io.millrace.jobs.runtime.kafka.KafkaSources;
import io.millrace.schemas.Topics;
import io.millrace.schemas.avro.ObjectEvent;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.connector.base.source.hybrid.HybridSource;
import org.apache.flink.connector.file.src.FileSource;
import org.apache.flink.connector.kafka.source.KafkaSource;

/** Every event: those of the store's files, and then what Kafka has up to given offsets. */
final class RebuildSource {
  private RebuildSource() {}

  static Source<Decoded<ObjectEvent>, ?, ?> of(RebuildOptions options, KafkaSettings kafka) {
    if (options.store().isEmpty()) {
      return topic(options, kafka);
    }
    FileSource<Decoded<ObjectEvent>> files = files(options.store());
    // Kafka's source needs a partition to read.
    return options.until().isEmpty()
        ? files
        : HybridSource.builder(files).addSource(topic(options, kafka)).build();
  }

  static FileSource<Decoded<ObjectEvent>> files(String store) {
    return FileSource.forRecordStreamFormat(
            new EventFileFormat(), EventFileEnumerator.folders(store))
        .setFileEnumerator(EventFileEnumerator::new)
        .build();
  }

  private static KafkaSource<Decoded<ObjectEvent>> topic(
      RebuildOptions options, KafkaSettings kafka) {
    return KafkaSources.bounded(
        kafka, Topics.OBJECT_EVENTS, ObjectEvent.class, options.from(), options.until());
  }
}
