package io.millrace.bench.load;

import io.millrace.udfs.Ids;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * The messages of a plant: ten values each beside id and time, about 250 bytes of JSON. The same
 * number gives the same message.
 *
 * @param traceIds whether each brings a trace id, which the job has to remember
 */
record BenchMessages(String topic, int devices, boolean traceIds) {
  private static final byte[] SOURCE = utf8("bench");
  private static final byte[] CONTENT_TYPE = utf8("application/json");

  /** The record with this number. */
  ProducerRecord<byte[], byte[]> record(long number, long epochMillis) {
    String device = "bench-machine-" + number % devices;
    var record =
        new ProducerRecord<>(topic, utf8(device), utf8(payload(device, number, epochMillis)));
    record.headers().add("source", SOURCE);
    record.headers().add("content-type", CONTENT_TYPE);
    if (traceIds) {
      record.headers().add("trace-id", utf8(Ids.derive(topic, Long.toString(number))));
    }
    return record;
  }

  private static String payload(String device, long number, long epochMillis) {
    long n = number % 9_973;
    return new StringBuilder(280)
        .append("{\"id\":\"")
        .append(device)
        .append("\",\"ts\":")
        .append(epochMillis)
        .append(",\"site\":\"Rotterdam\",\"line\":\"line-")
        .append(n % 12)
        .append("\",\"load\":")
        .append(decimal(n % 1000, 1000))
        .append(",\"temperature\":")
        .append(decimal(60_000 + 7 * n, 1000))
        .append(",\"vibration\":")
        .append(decimal(n % 700, 100))
        .append(",\"current\":")
        .append(decimal(1000 + n % 500, 100))
        .append(",\"voltage\":")
        .append(decimal(2290 + n % 40, 10))
        .append(",\"count\":")
        .append(number)
        .append(",\"ok\":")
        .append(n % 50 != 0)
        .append(",\"note\":\"nominal, next service by the maker in 40 days\"}")
        .toString();
  }

  private static String decimal(long scaled, int scale) {
    return Double.toString(scaled / (double) scale);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
