package io.millrace.bridge.dispatch;

import io.millrace.schemas.Topics;
import io.millrace.schemas.avro.DeviceCommand;
import io.millrace.schemas.registry.ConfluentAvro;
import io.millrace.schemas.registry.MalformedRecordException;
import io.millrace.schemas.registry.RegistryException;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads commands from Kafka and hands them on; commits what is done with. While too many are
 * outstanding it reads none. For use by one thread.
 */
final class CommandReader implements ConsumerRebalanceListener {
  private static final Logger LOG = LoggerFactory.getLogger(CommandReader.class);
  private static final Duration POLL = Duration.ofMillis(100);
  private static final Duration COMMIT_EVERY = Duration.ofSeconds(1);

  private final Consumer<byte[], byte[]> consumer;
  private final ConfluentAvro<DeviceCommand> coder;
  private final Deliverer deliverer;
  private final OpenOffsets offsets;
  private final int maxOutstanding;
  private final Clock clock;
  private long lastCommit = System.nanoTime();

  CommandReader(
      Consumer<byte[], byte[]> consumer,
      ConfluentAvro<DeviceCommand> coder,
      Deliverer deliverer,
      OpenOffsets offsets,
      int maxOutstanding,
      Clock clock) {
    this.consumer = consumer;
    this.coder = coder;
    this.deliverer = deliverer;
    this.offsets = offsets;
    this.maxOutstanding = maxOutstanding;
    this.clock = clock;
  }

  void subscribe() {
    consumer.subscribe(List.of(Topics.DEVICE_COMMANDS), this);
  }

  /**
   * One round.
   *
   * @throws IOException if the registry cannot be asked what a record is; nothing is lost
   * @throws KafkaException if Kafka refuses this consumer
   */
  void round() throws IOException {
    throttle();
    for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
      take(record);
    }
    if (System.nanoTime() - lastCommit > COMMIT_EVERY.toNanos()) {
      commit();
      lastCommit = System.nanoTime();
    }
  }

  /** Commits what is done with, and waits until Kafka has it. */
  void commit() {
    var done = offsets.commit();
    if (done.isEmpty()) {
      return;
    }
    try {
      consumer.commitSync(done);
    } catch (KafkaException e) {
      // The commands are delivered; the worst that follows is that they are delivered again.
      offsets.uncommitted();
      LOG.warn("Kafka did not take a commit", e);
    }
  }

  private void throttle() {
    int open = offsets.open();
    if (open >= maxOutstanding) {
      consumer.pause(consumer.assignment());
    } else if (open <= maxOutstanding / 2 && !consumer.paused().isEmpty()) {
      consumer.resume(consumer.paused());
    }
  }

  private void take(ConsumerRecord<byte[], byte[]> record) throws IOException {
    TopicPartition partition = new TopicPartition(record.topic(), record.partition());
    offsets.begin(partition, record.offset());
    if (record.value() == null) {
      refuse(record, "tombstone", "The record has no value");
      return;
    }
    try {
      deliverer.deliver(new Received(coder.read(record.value()), record));
    } catch (MalformedRecordException e) {
      refuse(record, "malformed-record", String.valueOf(e.getMessage()));
    } catch (RegistryException e) {
      if (e.status() != 404 && e.status() != 422) {
        throw e;
      }
      refuse(record, "unknown-schema-id", String.valueOf(e.getMessage()));
    }
  }

  private void refuse(ConsumerRecord<byte[], byte[]> record, String code, String reason) {
    TopicPartition partition = new TopicPartition(record.topic(), record.partition());
    deliverer.report(
        Report.unreadable(record, code, reason, clock.instant()),
        () -> offsets.end(partition, record.offset()));
  }

  @Override
  public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
    LOG.info("Delivers the commands of {}", partitions);
  }

  @Override
  public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
    commit();
    onPartitionsLost(partitions);
  }

  @Override
  public void onPartitionsLost(Collection<TopicPartition> partitions) {
    offsets.forget(partitions);
    deliverer.drop(partitions);
  }
}
