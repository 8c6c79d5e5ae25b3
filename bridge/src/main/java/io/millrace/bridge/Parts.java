package io.millrace.bridge;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.millrace.bridge.dispatch.DispatchOptions;
import io.millrace.bridge.dispatch.Dispatcher;
import io.millrace.bridge.http.HttpReceiver;
import io.millrace.bridge.kafka.KafkaProbe;
import io.millrace.bridge.kafka.KafkaSettings;
import io.millrace.bridge.mqtt.MqttReceiver;
import io.millrace.bridge.mqtt.MqttSender;
import io.millrace.bridge.option.OptionValues;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Which parts these settings ask for, in the order of their start. */
final class Parts {
  private Parts() {}

  static List<Part> of(OptionValues values, PrometheusMeterRegistry registry) {
    List<Part> parts = new ArrayList<>();
    parts.add(new KafkaProbe(KafkaSettings.of(values)));
    MqttReceiver.of(values, registry).ifPresent(parts::add);
    if (values.get(DispatchOptions.ENABLED)) {
      Optional<MqttSender> sender = MqttSender.of(values, registry);
      sender.ifPresent(parts::add);
      parts.add(Dispatcher.of(values, sender.orElse(null), registry));
    }
    List<Part> others = List.copyOf(parts);
    parts.add(new HttpReceiver(values, registry, () -> troubles(others)));
    return parts;
  }

  private static Map<String, String> troubles(List<Part> parts) {
    Map<String, String> troubles = new TreeMap<>();
    parts.forEach(part -> part.trouble().ifPresent(why -> troubles.put(part.name(), why)));
    return troubles;
  }
}
