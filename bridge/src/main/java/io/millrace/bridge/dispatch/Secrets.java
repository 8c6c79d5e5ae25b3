package io.millrace.bridge.dispatch;

import io.millrace.bridge.option.OptionValues;
import java.util.Map;
import java.util.TreeMap;

/** The secrets that devices may name. */
final class Secrets {
  private final Map<String, String> byName;

  Secrets(Map<String, String> byName) {
    this.byName = Map.copyOf(byName);
  }

  static Secrets of(OptionValues values) {
    Map<String, String> secrets = new TreeMap<>();
    for (String name : values.names(DispatchOptions.SECRET)) {
      secrets.put(name, values.get(DispatchOptions.SECRET, name));
    }
    return new Secrets(secrets);
  }

  /** The secret of this name; nothing is sent without it. */
  String get(String name) throws DeliveryException {
    String secret = byName.get(name);
    if (secret == null || secret.isEmpty()) {
      throw DeliveryException.lasting(
          "unknown-secret", "The bridge has no " + DispatchOptions.SECRET.keyOf(name));
    }
    return secret;
  }
}
