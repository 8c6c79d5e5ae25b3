package io.millrace.bridge.dispatch;

import io.millrace.schemas.avro.DeviceCommand;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * A command with the record that it came in.
 *
 * @param record as it is, for a dead letter
 */
record Received(DeviceCommand command, ConsumerRecord<byte[], byte[]> record) {
  TopicPartition partition() {
    return new TopicPartition(record.topic(), record.partition());
  }

  /** The headers by name; of those that come more than once the last. */
  static Map<String, byte[]> headers(ConsumerRecord<byte[], byte[]> record) {
    Map<String, byte[]> headers = new TreeMap<>();
    record
        .headers()
        .forEach(h -> headers.put(h.key(), h.value() == null ? new byte[0] : h.value()));
    return headers;
  }
}
