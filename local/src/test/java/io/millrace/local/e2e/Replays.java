package io.millrace.local.e2e;

import io.millrace.schemas.ReplayHeaders;
import io.millrace.schemas.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** The messages of one source that were sent again. */
final class Replays implements AutoCloseable {
  private final String bootstrap;
  private final String source;
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final List<ConsumerRecord<byte[], byte[]>> seen = new ArrayList<>();

  Replays(String bootstrap, String source) {
    this.bootstrap = bootstrap;
    this.source = source;
    ByteArrayDeserializer bytes = new ByteArrayDeserializer();
    consumer = new KafkaConsumer<>(Map.of("bootstrap.servers", bootstrap), bytes, bytes);
    List<TopicPartition> all =
        consumer.partitionsFor(Topics.DEVICE_MESSAGES).stream()
            .map(info -> new TopicPartition(info.topic(), info.partition()))
            .toList();
    consumer.assign(all);
    consumer.seekToBeginning(all);
  }

  /** All so far, repeats included. */
  List<ConsumerRecord<byte[], byte[]>> records() {
    while (true) {
      var batch = consumer.poll(Duration.ofMillis(100));
      if (batch.isEmpty()) {
        return seen;
      }
      batch.forEach(this::keep);
    }
  }

  /** Sends every one of them once more, byte for byte, as a request that is repeated does. */
  void sendAllAgain() {
    ByteArraySerializer bytes = new ByteArraySerializer();
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(Map.of("bootstrap.servers", bootstrap), bytes, bytes)) {
      for (ConsumerRecord<byte[], byte[]> r : List.copyOf(records())) {
        var unused =
            producer.send(new ProducerRecord<>(r.topic(), null, r.key(), r.value(), r.headers()));
      }
    }
  }

  private void keep(ConsumerRecord<byte[], byte[]> record) {
    Header header = record.headers().lastHeader("source");
    boolean ours =
        header != null && source.equals(new String(header.value(), StandardCharsets.UTF_8));
    if (ours && record.headers().lastHeader(ReplayHeaders.DEAD_LETTER) != null) {
      seen.add(record);
    }
  }

  @Override
  public void close() {
    consumer.close();
  }
}
