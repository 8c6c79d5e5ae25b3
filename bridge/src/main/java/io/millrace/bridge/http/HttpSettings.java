package io.millrace.bridge.http;

import io.millrace.bridge.option.OptionValues;
import java.time.Duration;

/** Where and within which limits HTTP is served; sizes in bytes. */
record HttpSettings(
    String address,
    int port,
    int maxMessageSize,
    int maxBatchSize,
    int maxBatchMessages,
    int maxInFlight,
    Duration kafkaTimeout,
    Duration readTimeout) {

  static HttpSettings of(OptionValues values) {
    return new HttpSettings(
        values.get(HttpOptions.ADDRESS),
        values.get(HttpOptions.PORT),
        values.get(HttpOptions.MAX_MESSAGE_SIZE),
        values.get(HttpOptions.MAX_BATCH_SIZE),
        values.get(HttpOptions.MAX_BATCH_MESSAGES),
        values.get(HttpOptions.MAX_IN_FLIGHT),
        values.get(HttpOptions.KAFKA_TIMEOUT),
        values.get(HttpOptions.READ_TIMEOUT));
  }
}
