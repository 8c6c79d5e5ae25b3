package io.millrace.bridge.mqtt;

import io.millrace.bridge.option.OptionException;
import io.millrace.bridge.option.OptionValues;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** All that is read from the broker. */
record Subscriptions(List<Subscription> all) {
  Subscriptions {
    all = List.copyOf(all);
  }

  /**
   * Reads them.
   *
   * @throws OptionException where one has no filter, or two have a topic in common: its messages
   *     would come twice, and nobody could say as whose
   */
  static Subscriptions of(OptionValues values) {
    List<Subscription> all = new ArrayList<>();
    for (String name :
        values.names(
            MqttOptions.FILTER,
            MqttOptions.TOPIC,
            MqttOptions.SOURCE,
            MqttOptions.QOS,
            MqttOptions.CONTENT_TYPE,
            MqttOptions.IDENTITY)) {
      if (!values.names(MqttOptions.FILTER).contains(name)) {
        throw new OptionException("mqtt.subscriptions." + name + " has no filter");
      }
      Subscription added = subscription(values, name);
      for (Subscription other : all) {
        if (other.filter().overlaps(added.filter())) {
          throw new OptionException(
              "The subscriptions %s and %s have topics in common"
                  .formatted(other.filter().text(), added.filter().text()));
        }
      }
      all.add(added);
    }
    return new Subscriptions(all);
  }

  private static Subscription subscription(OptionValues values, String name) {
    String source = values.get(MqttOptions.SOURCE, name);
    return new Subscription(
        source.isBlank() ? name : source,
        values.get(MqttOptions.FILTER, name),
        values.get(MqttOptions.TOPIC, name),
        values.get(MqttOptions.QOS, name),
        values.get(MqttOptions.CONTENT_TYPE, name),
        values.get(MqttOptions.IDENTITY, name));
  }

  /** The one whose topics a topic is among. */
  Optional<Subscription> of(String topic) {
    return all.stream().filter(one -> one.filter().matches(topic)).findFirst();
  }
}
