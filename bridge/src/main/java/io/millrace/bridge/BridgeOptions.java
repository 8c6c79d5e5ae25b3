package io.millrace.bridge;

import io.millrace.bridge.dispatch.DispatchOptions;
import io.millrace.bridge.kafka.KafkaOptions;
import io.millrace.bridge.mqtt.MqttOptions;
import io.millrace.bridge.option.Option;
import io.millrace.bridge.option.OptionSet;
import java.util.List;
import java.util.stream.Stream;

/** Everything that can be set. */
final class BridgeOptions {
  static final OptionSet ALL =
      new OptionSet(
          KafkaOptions.PROPERTIES,
          Stream.<List<? extends Option<?>>>of(
                  KafkaOptions.ALL, MqttOptions.ALL, DispatchOptions.ALL)
              .<Option<?>>flatMap(List::stream)
              .toList());

  private BridgeOptions() {}
}
