package io.millrace.local.load;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.schemas.Topics;
import io.millrace.testkit.Broker;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How far a job is, by what it commits. */
class JobProgressITCase {
  private static final TopicPartition PARTITION = new TopicPartition(Topics.OBJECT_EVENTS, 0);

  @Test
  void aJobIsThereWithTheLastRecordAndNotBefore(@TempDir Path folder) throws Exception {
    try (Broker broker = new Broker(folder);
        JobProgress jobs = new JobProgress(broker.address());
        Admin admin = Admin.create(Map.of("bootstrap.servers", broker.address()))) {
      // Nothing to take, and a job that never committed.
      jobs.await("projection", Topics.OBJECT_EVENTS);
      // Two records and the mark that their transaction has ended: the last offset is no record.
      sendInATransaction(broker.address());
      commit(admin, 1);
      CompletableFuture<Void> there = CompletableFuture.runAsync(() -> await(broker.address()));
      assertThat(there).failsWithin(2, SECONDS);
      commit(admin, 2);
      assertThat(there).succeedsWithin(60, SECONDS);
    }
  }

  private static void await(String kafka) {
    try (JobProgress jobs = new JobProgress(kafka)) {
      jobs.await("projection", Topics.OBJECT_EVENTS);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void sendInATransaction(String kafka) {
    var bytes = new ByteArraySerializer();
    try (var producer =
        new KafkaProducer<>(
            Map.<String, Object>of("bootstrap.servers", kafka, "transactional.id", "test"),
            bytes,
            bytes)) {
      producer.initTransactions();
      producer.beginTransaction();
      for (byte i = 0; i < 2; i++) {
        var unused =
            producer.send(new ProducerRecord<>(PARTITION.topic(), 0, null, new byte[] {i}));
      }
      producer.commitTransaction();
    }
  }

  private static void commit(Admin admin, long offset) throws Exception {
    admin
        .alterConsumerGroupOffsets(
            "millrace-projection", Map.of(PARTITION, new OffsetAndMetadata(offset)))
        .all()
        .get();
  }
}
