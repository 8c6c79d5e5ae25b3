package io.millrace.bridge.dispatch;

import io.millrace.bridge.kafka.KafkaSettings;
import io.millrace.bridge.option.OptionValues;
import java.time.Duration;

/**
 * How commands are delivered.
 *
 * @param timeout of one try
 * @param maxInFlight commands on their way at once
 * @param maxOutstanding commands read and not done with
 * @param deviceBacklog commands that wait for one device
 */
public record DispatchSettings(
    KafkaSettings kafka,
    String registryUrl,
    String group,
    RetryPolicy retry,
    Duration timeout,
    int maxInFlight,
    int maxOutstanding,
    int deviceBacklog) {

  public static DispatchSettings of(OptionValues values) {
    return new DispatchSettings(
        KafkaSettings.of(values),
        values.get(DispatchOptions.REGISTRY_URL),
        values.get(DispatchOptions.GROUP),
        new RetryPolicy(
            values.get(DispatchOptions.ATTEMPTS),
            values.get(DispatchOptions.BACKOFF_FIRST),
            values.get(DispatchOptions.BACKOFF_LONGEST)),
        values.get(DispatchOptions.TIMEOUT),
        values.get(DispatchOptions.MAX_IN_FLIGHT),
        values.get(DispatchOptions.MAX_OUTSTANDING),
        values.get(DispatchOptions.DEVICE_BACKLOG));
  }

  /** Without the registry's URL, which may hold a password. */
  @Override
  public String toString() {
    return "DispatchSettings[" + kafka + ", " + group + ", " + retry + "]";
  }
}
